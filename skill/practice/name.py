"""Names of parts of the body, places and routines, as they are spoken within a sentence, in the forms it needs."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

NAMED = frozenset(("part", "place", "area", "areas", "routine"))
"""The placeholders that a name stands for: a line may pick its form, as in {place.dative}."""


class Name(str):
    """A name: the plain form as text, and as attributes the further forms that its language declares."""

    forms: Mapping[str, str] = MappingProxyType({})

    def __new__(cls, plain: str, forms: Mapping[str, str] = MappingProxyType({})) -> "Name":
        """Make a name of its plain form and its further ones."""
        name = super().__new__(cls, plain)
        name.forms = forms
        return name

    def __getattr__(self, form: str) -> str:
        """Return a further form; raises AttributeError for one that isn't declared."""
        try:
            return self.forms[form]
        except KeyError:
            raise AttributeError(f"{self!r} has no form {form!r}") from None


def joined(names: Sequence[str], both: str) -> Name:
    """Return several names as one, in all their forms, by a template for {first} and {last}; one alone as it is."""
    if len(names) == 1 and isinstance(names[0], Name):
        return names[0]
    forms = [each.forms if isinstance(each, Name) else {} for each in names]
    common = set(forms[0]).intersection(*forms)
    return Name(_joined(names, both), {form: _joined([each[form] for each in forms], both) for form in sorted(common)})


def _joined(names: Sequence[str], both: str) -> str:
    return names[0] if len(names) == 1 else both.format(first=", ".join(names[:-1]), last=names[-1])
