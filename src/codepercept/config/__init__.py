"""Recipes: what to build, from a YAML file plus flags, checked before anything runs."""

from codepercept.config.models import ROLES, EndpointSection, ModelsSection, Role, RoleSection, from_flag
from codepercept.config.recipe import (
    AnySection,
    CodeSection,
    DiversifySection,
    FamilyShare,
    GeometrySection,
    LimitsSection,
    QualitySection,
    Recipe,
    ReproduceSection,
    default_recipe,
    differing_keys,
    explain,
    load_recipe,
    resolve,
    to_yaml,
)

__all__ = [
    "ROLES",
    "AnySection",
    "CodeSection",
    "DiversifySection",
    "EndpointSection",
    "FamilyShare",
    "GeometrySection",
    "LimitsSection",
    "ModelsSection",
    "QualitySection",
    "Recipe",
    "ReproduceSection",
    "Role",
    "RoleSection",
    "default_recipe",
    "differing_keys",
    "explain",
    "from_flag",
    "load_recipe",
    "resolve",
    "to_yaml",
]
