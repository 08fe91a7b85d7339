"""Where one instance of the embedded servers keeps its data, sockets and locks."""

import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from config import env

# A unix socket path may have 107 bytes; the longest name below a runtime directory is
# "/pg/.s.PGSQL.5432".
LONGEST_RUNTIME_DIR = 107 - len("/pg/.s.PGSQL.5432")


@dataclass(frozen=True)
class Instance:
    """`home` keeps data; `durable` is off only for clusters that are thrown away."""

    home: Path
    durable: bool = True

    @classmethod
    def of_checkout(cls) -> "Instance":
        return cls(env.folder("SELARAS_VAR", env.BASE_DIR / "var"))

    @property
    def runtime_dir(self) -> Path:
        """Short enough for sockets: below `home`, or a remembered place for temporary files."""
        usual = self.home / "run"
        if len(os.fsencode(usual)) <= LONGEST_RUNTIME_DIR:
            return usual
        return self._remembered_runtime_dir()

    def _remembered_runtime_dir(self) -> Path:
        note = self.home / "runtime-dir"
        if note.is_file():
            remembered = Path(note.read_text(encoding="utf-8").strip())
            if _is_ours(remembered):
                return remembered
        made = Path(tempfile.mkdtemp(prefix="selaras-"))
        made.chmod(0o755)
        self.home.mkdir(parents=True, exist_ok=True)
        note.write_text(f"{made}\n", encoding="utf-8")
        return made

    @property
    def postgres_data(self) -> Path:
        return self.home / "postgres"

    @property
    def postgres_socket_dir(self) -> Path:
        return self.runtime_dir / "pg"

    @property
    def valkey_data(self) -> Path:
        return self.home / "valkey"

    @property
    def valkey_socket(self) -> Path:
        return self.runtime_dir / "valkey.sock"

    @property
    def database_url(self) -> str:
        return f"postgresql://selaras@/selaras?host={quote(str(self.postgres_socket_dir))}"

    def redis_url(self, number: int, *, broker: bool = False) -> str:
        """Celery and redis-py spell the address of a unix socket differently."""
        if broker:
            return f"redis+socket://{self.valkey_socket}?virtual_host={number}"
        return f"unix://{self.valkey_socket}?db={number}"


def _is_ours(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()
