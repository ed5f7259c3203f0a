"""A small sound atlas that each test spoils in one place."""

import copy

import pytest
from rights_atlas import Atlas
from rights_atlas.checks import check_atlas
from rights_atlas.model import SECTIONS

VOCABULARY = {
    "themes": [
        {"id": "housing", "label": "Housing", "definition": "Decent homes for everyone."},
        {"id": "education-culture", "label": "Education and culture", "definition": "Schools and arts."},
    ],
    "rights": [{"id": "housing", "label": "Adequate housing", "definition": "A right to a safe home."}],
    "groups": [{"id": "tenants", "label": "Tenants", "definition": "People who rent their homes."}],
    "recognition": [
        {
            "id": "declaration",
            "label": "Declaration",
            "definition": "A public statement.",
            "strength": "strong",
        }
    ],
    "sections": [{"id": "africa", "label": "Africa"}, {"id": "europe", "label": "Europe"}],
    "sizes": [{"id": "town", "label": "Town"}, {"id": "metropolis", "label": "Metropolis"}],
    "countries": [
        {"code": "AT", "name": "Austria", "section": "europe"},
        {"code": "KE", "name": "Kenya", "section": "africa"},
    ],
}
GRAZ = {
    "id": "graz", "name": "Graz", "country": "AT", "lat": 47.07, "lon": 15.44, "coords_from": "geonames",
    "size": "metropolis",
    "recognition": [{
        "kind": "declaration", "year": 2001, "detail": "The council declared a human rights city in 2001.",
        "source": {"title": "Graz", "publisher": "Human Rights Cities Network", "url": "https://example.org/graz"},
    }],
}  # fmt: skip
NAIROBI = {
    "id": "nairobi-ke", "name": "Nairobi", "country": "KE", "lat": -1.28, "lon": 36.82,
    "coords_from": "geonames", "size": "metropolis", "recognition": [],
}  # fmt: skip
CARD = {
    "id": "graz-rent-advice", "n": 1, "city": "graz", "title": "Advice for tenants before they lose a home",
    "local_name": "Wohnungsinfo für Mieter", "local_language": "de", "start": 2015, "status": "active",
    "summary": "Graz advises tenants early, so that fewer of them lose their homes to an eviction order.",
    "themes": ["housing"], "rights": ["housing"], "groups": ["tenants"], "sdgs": [11], "blocks": [3],
    "verified": "2026-11-20",
}  # fmt: skip
BODY = {
    "id": "graz-rent-advice",
    "problem": "In 2014 about 900 tenants received an order to leave, and few knew where to find advice.",
    "action": "The city opened an advice office in 2015 and sends each tenant a letter as soon as a court "
    "tells it of a planned eviction.",
    "participants": "The city, the court and an association of tenants.",
    "instruments": ["European Social Charter, article 31"],
    "sources": [{"title": "Advice for tenants", "publisher": "City of Graz", "url": "https://example.org/advice"}],
    "confidence": "high",
}


@pytest.fixture
def atlas() -> Atlas:
    """Return a fresh atlas of two cities and one practice, without any finding."""
    cards = {
        "version": 1, "updated": "2026-11-25", "licence": "CC BY-SA 4.0", "credits": ["Places: GeoNames"],
        "disclaimer": "Names express no opinion.", "vocabulary": VOCABULARY, "cities": [GRAZ, NAIROBI],
        "practices": [CARD],
    }  # fmt: skip
    files = {section: {"version": 1, "section": section, "bodies": []} for section in SECTIONS}
    files["europe"]["bodies"] = [BODY]
    return copy.deepcopy(Atlas(cards, files))


@pytest.fixture
def card(atlas):
    """The card of the only practice; a change changes the atlas."""
    return atlas.cards["practices"][0]


@pytest.fixture
def body(atlas):
    """The body of the only practice."""
    return atlas.files["europe"]["bodies"][0]


@pytest.fixture
def city(atlas):
    """The city with a recognition."""
    return atlas.cards["cities"][0]


@pytest.fixture
def rules(atlas):
    """Return a function that gives the findings of a rule, or of all."""
    return lambda rule=None: [found for found in check_atlas(atlas) if rule in (None, found.rule)]
