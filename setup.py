"""Packaging of the distribution `human-rights-mooc`: the XBlocks and the Tutor plugin, with what they require."""

from pathlib import Path

from setuptools import setup

HERE = Path(__file__).parent
BLOCK_PACKAGES = ["practice_explorer", "rights_map", "action_plan", "human_rights_mooc", "rights_atlas"]


def package_data(package):
    """Return the data files of a package, relative to it: front end, compiled translations, schema, word lists."""
    root = HERE / "xblocks" / package
    patterns = ("public/**/*", "translations/**/*", "*.json", "data/*")
    found = (path for pattern in patterns for path in root.glob(pattern) if path.is_file() and path.suffix != ".po")
    return sorted({path.relative_to(root).as_posix() for path in found})


def present_packages():
    """Return the block packages with their subpackages, as far as they exist in this tree."""
    packages = []
    for name in BLOCK_PACKAGES:
        root = HERE / "xblocks" / name
        for init in sorted(root.rglob("__init__.py")):
            packages.append(".".join(init.parent.relative_to(HERE / "xblocks").parts))
    return packages


# What a platform needs, and nothing else: each line is bounded below and changes no version that it pins.
BLOCK_REQUIREMENTS = [
    "XBlock>=5.2",  # the block API
    "web-fragments>=2.2; python_version < '3.12'",  # fragments of views; later XBlocks carry it
    "jsonschema>=4.18",  # the atlas is checked against its JSON Schema 2020-12
    "anyascii>=0.3.3",  # ids made of names in any script, also where Studio imports a sheet (ISC)
    "python-docx>=1.1",  # the learner's action plan as a Word document
]

setup(
    name="human-rights-mooc",
    version="1.0.0",
    description="XBlocks and course package of the MOOC Human rights at the local level",
    long_description=(HERE / "README.md").read_text(encoding="utf-8") if (HERE / "README.md").exists() else "",
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    python_requires=">=3.11",
    package_dir={"": "xblocks"},
    packages=present_packages(),
    package_data={name: package_data(name) for name in BLOCK_PACKAGES},
    include_package_data=False,
    install_requires=BLOCK_REQUIREMENTS,
    entry_points={
        "xblock.v1": [
            f"{name} = {name}.block:{cls}"
            for name, cls in (
                ("practice_explorer", "PracticeExplorerXBlock"),
                ("rights_map", "RightsMapXBlock"),
                ("action_plan", "ActionPlanXBlock"),
            )
            if (HERE / "xblocks" / name / "block.py").exists()
        ],
        "lms.djangoapp": ["human_rights_mooc = human_rights_mooc.apps:HumanRightsMoocConfig"],
        "cms.djangoapp": ["human_rights_mooc = human_rights_mooc.apps:HumanRightsMoocConfig"],
        "tutor.plugin.v1": ["human-rights-mooc = human_rights_mooc.tutor_plugin"],
    },
    classifiers=[
        "Framework :: Django",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
    ],
)
