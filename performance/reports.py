"""Files the reports of the rooms: importing a module of theirs is enough."""

from importlib import import_module
from pkgutil import iter_modules

from performance.evaluation import reports as evaluation
from performance.sakip import reports as sakip

for package in (evaluation, sakip):
    for module in iter_modules(package.__path__):
        import_module(f"{package.__name__}.{module.name}")
