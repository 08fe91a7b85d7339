"""Why nothing was signed, each in one Indonesian sentence. No secret is ever part of one."""

from __future__ import annotations


class SigningTrouble(Exception):
    """Nothing was signed; the message tells the person why and what to do.

    `ends_all`: the next document would meet the same trouble, or make it worse.
    """

    ends_all = False


class NotSetUp(SigningTrouble):
    """There is no service, or no key of this person."""

    ends_all = True


class WrongPassphrase(SigningTrouble):
    """A key or a service refused what was typed; trying on could lock it."""

    ends_all = True


class CertificateUnusable(SigningTrouble):
    """The certificate is expired, not valid yet, or for something else."""

    ends_all = True


class ServiceAway(SigningTrouble):
    """A service did not answer in time, or not as it should."""

    ends_all = True


class DocumentRefused(SigningTrouble):
    """This one file cannot be signed; others may."""
