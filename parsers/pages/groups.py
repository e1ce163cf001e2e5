"""Things that touch, put together: what one leads to over others is one group."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def groups_of(members: Iterable[T], pairs: Iterable[tuple[T, T]]) -> list[list[T]]:
    """The members parted into groups so that both of every pair are in one; the order of members is kept."""
    parent = {member: member for member in members}

    def root(member: T) -> T:
        while parent[member] != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    for one, other in pairs:
        parent[root(other)] = root(one)
    groups: dict[T, list[T]] = {}
    for member in parent:
        groups.setdefault(root(member), []).append(member)
    return list(groups.values())
