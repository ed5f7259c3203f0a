"""Random edits of the kinds that a course team makes in Studio."""

from __future__ import annotations

import json
import random
import re

from studio import Item, Studio

WORDS = ["town", "council", "people", "rights", "water", "budget", "school", "market", "street", "family", "duty"]
COMPONENTS = ("html", "problem", "discussion", "practice_explorer")
QUESTION = """<problem>
<multiplechoiceresponse>
  <label>{words}?</label>
<choicegroup type="MultipleChoice">
    <choice correct="true">{first}<choicehint>Yes &amp; well.</choicehint></choice>
    <choice correct="false">{second}<choicehint>No.</choicehint></choice>
  </choicegroup>
  <solution><p>Because <em>{words}</em>.</p></solution>
</multiplechoiceresponse>
</problem>"""


class Team:
    """A course team that edits at random, always the same for the same seed."""

    def __init__(self, studio: Studio, seed: int):
        self.studio, self.chance = studio, random.Random(seed)
        self.edits = [getattr(self, name) for name in dir(self) if name.startswith("edit_")]

    def edit(self) -> str:
        """Make one edit that the course allows; return its name."""
        while True:
            edit = self.chance.choice(self.edits)
            if edit():
                return edit.__name__

    # --- helpers

    def sentence(self) -> str:
        """Return a new sentence, with signs that need care."""
        words = self.chance.choices(WORDS, k=self.chance.randint(4, 9))
        extra = self.chance.choice(["", " – in São Tomé", " & more", " < 5 km", " “quoted”", " <em>today</em>"])
        text = " ".join(words).capitalize() + extra.replace("&", "&amp;").replace("< 5", "&lt; 5")
        return text + self.chance.choice([".", ".", "?", "!"])

    def name(self) -> str:
        """Return a name as Studio makes them."""
        return f"{self.chance.getrandbits(128):032x}"

    def pick(self, *tags: str) -> Item | None:
        """Return a block of one of the types."""
        found = self.studio.items(*tags)
        return self.chance.choice(found) if found else None

    def paragraphs(self, item: Item) -> list[re.Match[str]]:
        """Return the paragraphs and items of a lesson that hold text."""
        found = re.finditer(r"(<(?:p|li)\b[^>]*>)(.*?)(</(?:p|li)>)", item.data, re.S)
        return [match for match in found if "<img" not in match.group()]

    # --- words

    def edit_reword(self):
        """Change, add or take away sentences of a lesson."""
        item = self.pick("html")
        if item is None or not self.paragraphs(item):
            return False
        found = self.chance.choice(self.paragraphs(item))
        sentences = re.split(r"(?<=[.!?])\s", found.group(2))
        place = self.chance.randrange(len(sentences))
        action = self.chance.choice(["change", "add", "remove", "word"])
        if action == "change" and "<" not in sentences[place]:
            sentences[place] = self.sentence()
        elif action == "remove" and len(sentences) > 1 and "<" not in sentences[place]:
            del sentences[place]
        elif action == "word" and " " in re.sub("<[^>]+>", "", sentences[place]):
            sentences[place] = re.sub(r"\b[a-z]{4,}\b(?![^<]*>)", self.chance.choice(WORDS), sentences[place], count=1)
        else:
            sentences.insert(place + 1, self.sentence())
        text = found.group(1) + " ".join(sentences) + found.group(3)
        item.data = item.data[: found.start()] + text + item.data[found.end() :]
        return True

    def edit_paragraph(self):
        """Add or take away a paragraph."""
        item = self.pick("html")
        if item is None:
            return False
        found = [match for match in self.paragraphs(item) if match.group().startswith("<p")]
        if found and self.chance.random() < 0.4:
            gone = self.chance.choice(found)
            item.data = item.data[: gone.start()] + item.data[gone.end() :]
            found = [match for match in self.paragraphs(item) if match.group().startswith("<p")]
        place = self.chance.choice(found).end() if found else len(item.data)
        if re.search(r"<(?:div|ul|table)\b(?!.*</(?:div|ul|table)>)", item.data[:place], re.S):
            place = len(item.data)
        new = f"<p>{self.sentence()} {self.sentence()}</p>"
        item.data = item.data[:place] + new + item.data[place:]
        return True

    def edit_visual_editor(self):
        """Save a lesson in the visual editor: other white space, entities, no new lines."""
        item = self.pick("html")
        if item is None:
            return False
        item.data = re.sub(r"\s*\n\s*", " ", item.data.strip()).replace("–", "&ndash;").replace("é", "&eacute;")
        item.data = re.sub(r"(</(?:p|ul|h3|div|table)>) ", r"\1\n", item.data)
        return True

    def edit_question(self):
        """Change a word of a question."""
        item = self.pick("problem")
        if item is None:
            return False
        item.data = re.sub(r"\b[a-z]{5,}\b(?=[^<>]*</)(?![^<]*>)", self.chance.choice(WORDS), item.data, count=1)
        return True

    def edit_empty_number(self):
        """Empty the number of attempts or the weight of a question; or fill it in again."""
        item = self.pick("problem")
        if item is None:
            return False
        name, filled = self.chance.choice([("max_attempts", "3"), ("weight", "2.0")])
        item.fields[name] = filled if item.fields.get(name) == "null" else "null"
        return True

    # --- structure

    def edit_paste(self):
        """Copy a component or a unit and paste it: Studio notes where it came from, or links it to a library."""
        item = self.pick("html", "problem", "practice_explorer", "vertical")
        if item is None:
            return False
        parent, linked = self.studio.parent_of(item), self.chance.random() < 0.3
        if linked:
            upstream = f"lb:UCLG:RIGHTS:{item.tag}:{item.name}"
            notes = {"upstream": upstream, "upstream_version": "2", "upstream_version_declined": "null"}
            notes |= {"upstream_display_name": "As in the library", "downstream_customized": '["display_name"]'}
        else:
            notes = {"copied_from_block": f"block-v1:UCLG+OTHER+2025+type@{item.tag}+block@{item.name}"}
            notes |= {"upstream": "null", "upstream_version": "null"}
        if item.tag == "problem":
            notes["x-is-pointer-node"] = "no"
        parent.children.insert(parent.children.index(item) + 1, self.pasted(item, notes))
        return True

    def pasted(self, item: Item, notes: dict[str, str]) -> Item:
        """Return a copy of a block with all below it, under names of its own."""
        fields, options = item.fields | notes, dict(item.options)
        if item.tag == "practice_explorer" and notes["upstream"] == "null":  # its fields are XBlock's, not XmlMixin's
            fields = {name: value for name, value in fields.items() if value != "null"}
            options["upstream"] = None
        own = {"copied_from_block": notes.get("copied_from_block", "x"), "upstream": "null"}
        children = [self.pasted(child, own) for child in item.children]
        return Item(item.tag, self.name(), fields, options, item.data, children)

    def edit_add(self):
        """Add a component to a unit."""
        unit = self.pick("vertical")
        if unit is None:
            return False
        tag = self.chance.choice(COMPONENTS)
        item = Item(tag, self.name(), {"display_name": self.sentence()[:20].replace("<", "").replace("&", "")})
        if tag == "html":
            item.data = f"<p>{self.sentence()} {self.sentence()}</p><ul><li>{self.sentence()}</li></ul>"
        elif tag == "problem":
            first, second = self.chance.sample(WORDS, 2)
            words = " ".join(self.chance.choices(WORDS, k=6))
            item.data = QUESTION.format(words=words, first=first, second=second)
            item.fields["markdown"] = ">>x<<"
        elif tag == "discussion":
            item.fields = {}
        else:
            item.fields["atlas"] = "/static/atlas.json"
            item.options = {"preset": f"theme: housing\nblock: {self.chance.randint(1, 6)}"}
        unit.children.insert(self.chance.randint(0, len(unit.children)), item)
        return True

    def edit_new_unit(self):
        """Add a unit with a text, now and then a subsection around it."""
        unit = Item("vertical", self.name(), {"display_name": self.sentence()[:24].replace("<", "").replace("&", "")})
        unit.children.append(Item("html", self.name(), {"display_name": "Text"}, data=f"<p>{self.sentence()}</p>"))
        parent = self.pick("sequential")
        if parent is None or self.chance.random() < 0.3:
            chapter = self.pick("chapter")
            parent = Item("sequential", self.name(), {"display_name": "More & other"})
            chapter.children.append(parent)
        parent.children.append(unit)
        return True

    def edit_move(self):
        """Move a component to another unit, or a unit to another subsection."""
        kind, above = self.chance.choice([("component", "vertical"), ("vertical", "sequential")])
        tags = ("html", "problem", "discussion", "practice_explorer", "edx_sga", "rights_map")
        item = self.pick(*(tags if kind == "component" else ("vertical",)))
        target = self.pick(above)
        if item is None or target is None:
            return False
        source = self.studio.parent_of(item)
        source.children = [child for child in source.children if child is not item]
        target.children.insert(self.chance.randint(0, len(target.children)), item)
        return True

    def edit_bank(self):
        """Move some questions of a unit into a new problem bank or library content, or one out of it again."""
        holder = self.pick("itembank", "library_content")
        if holder is not None and holder.children and self.chance.random() < 0.5:
            unit = self.studio.parent_of(holder)
            unit.children.append(holder.children.pop())
            return True
        units = [unit for unit in self.studio.items("vertical") if any(c.tag == "problem" for c in unit.children)]
        if not units:
            return False
        unit = self.chance.choice(units)
        questions = [child for child in unit.children if child.tag == "problem"]
        moved = self.chance.sample(questions, self.chance.randint(1, len(questions)))
        unit.children = [child for child in unit.children if all(child is not item for item in moved)]
        bank = Item(self.chance.choice(["itembank", "library_content"]), self.name(), {"max_count": "1"})
        bank.children = moved
        unit.children.insert(self.chance.randint(0, len(unit.children)), bank)
        return True

    def edit_experiment(self):
        """Put a content experiment into a unit: a group sees one of two units, which Studio names by its machine."""
        unit = self.pick("vertical")
        if unit is None or self.studio.parent_of(unit).tag == "split_test":
            return False
        groups = [Item("vertical", self.name(), {"display_name": f"Group {sign}"}) for sign in "AB"]
        for group in groups:
            group.children.append(Item("html", self.name(), {"display_name": "Text"}, data=f"<p>{self.sentence()}</p>"))
        run = f"{self.studio.org}+{self.studio.number}+{self.studio.run}"
        keys = {str(n): f"block-v1:{run}+type@vertical+block@{group.name}" for n, group in enumerate(groups)}
        fields = {"user_partition_id": "50", "group_id_to_child": json.dumps(keys)}
        unit.children.append(Item("split_test", self.name(), fields, children=groups))
        return True

    def edit_delete(self):
        """Delete a component or, rarely, a unit."""
        tags = ("vertical",) if self.chance.random() < 0.2 else ("html", "problem", "discussion", "rights_map")
        item = self.pick(*tags)
        if item is None or len(self.studio.items("vertical")) < 3:
            return False
        parent = self.studio.parent_of(item)
        parent.children = [child for child in parent.children if child is not item]
        return True

    def edit_reorder(self):
        """Put the children of a container into another order."""
        parent = self.pick("chapter", "sequential", "vertical")
        if parent is None or len(parent.children) < 2:
            return False
        self.chance.shuffle(parent.children)
        return True

    # --- settings

    def edit_rename(self):
        """Give a block another title."""
        item = self.pick("chapter", "sequential", "vertical", "problem", "html", "practice_explorer", "edx_sga")
        if item is None:
            return False
        item.fields["display_name"] = self.chance.choice(['Say "yes" & no', "Plain title", "Été à São Paulo", "1 < 2"])
        return True

    def edit_settings(self):
        """Change a setting of a question, an explorer or a subsection, or put it back to its default."""
        item = self.pick("problem", "practice_explorer", "sequential", "action_plan")
        if item is None:
            return False
        values = {
            "problem": [("max_attempts", "3"), ("weight", "2.0"), ("showanswer", "never")],
            "practice_explorer": [("required_opened", "5"), ("introduction", "Look & <see>"), ("scored", "true")],
            "sequential": [("graded", "true"), ("format", "Quiz"), ("hide_from_toc", "true")],
            "action_plan": [("minimum_length", "80")],
        }[item.tag]
        name, value = self.chance.choice(values)
        if item.fields.get(name) == value or self.chance.random() < 0.2:
            item.fields.pop(name, None)
        else:
            item.fields[name] = value
        if item.tag == "practice_explorer":
            item.options["preset"] = f"theme: {self.chance.choice(WORDS)}\ncountry: BR\nright: a & b"
        return True

    def edit_inside(self):
        """Change what stands inside a custom block: the hand-in's solution, the explorer's preset."""
        item = self.pick("edx_sga", "practice_explorer")
        if item is None:
            return False
        if item.tag == "edx_sga":
            item.data = self.chance.choice(["", f"<p>{self.sentence()}</p>", f"<p>{self.sentence()}</p><p>Bye.</p>"])
        elif self.chance.random() < 0.5:
            item.options.pop("preset", None)
        else:
            item.options["preset"] = f"country: {self.chance.choice(['BR', 'MG & FR'])}\nsize: <small>"
        return True

    def edit_course(self):
        """Change the course's settings, graders, news or pages."""
        choice = self.chance.choice(["policy", "news", "tab", "about", "new tab", "grades"])
        studio = self.studio
        if choice == "policy":
            studio.policy["display_name"] = self.sentence()
            studio.policy["learning_info"] = self.chance.choice([[], ["To act"]])
        elif choice == "news":
            studio.updates.append({"id": len(studio.updates) + 1, "date": "March 1, 2026", "content": self.sentence()})
            studio.updates_page = b""
        elif choice == "tab":
            studio.pages["tabs/glossary.html"] += f"<p>{self.sentence()}</p>".encode()
        elif choice == "about":
            studio.pages["about/overview.html"] = f"<p>{self.sentence()} {self.sentence()}</p>".encode()
        elif choice == "new tab":
            slug = self.name()
            studio.pages[f"tabs/{slug}.html"] = f"<p>{self.sentence()}</p>".encode()
            name = f"Page {self.chance.randint(1, 99)}"
            studio.policy["tabs"].append({"type": "static_tab", "name": name, "url_slug": slug})
        else:
            weight = self.chance.choice([0.5, 0.25])
            studio.grading["GRADER"][0]["weight"], studio.grading["GRADER"][1]["weight"] = weight, 1 - weight
        return True

    def edit_files(self):
        """Upload a file, delete one, lock one, or save the atlas."""
        choice = self.chance.choice(["new", "delete", "atlas", "atlas", "lock"])
        studio = self.studio
        if choice == "new":
            shown = f"My photo {self.chance.randint(1, 9)}.png"
            key = shown.replace(" ", "_")
            studio.assets[key], studio.display_names[key] = b"\x89PNG" + self.name().encode(), shown
        elif choice == "delete":
            studio.assets.pop("duties.svg", None)
            studio.locked.discard("duties.svg")
        elif choice == "lock":
            studio.locked ^= {"course-image.png"}
        else:
            atlas = json.loads(studio.assets["atlas.json"])
            atlas["updated"] = f"2026-12-{self.chance.randint(10, 28)}"
            city = {"id": f"city-{self.chance.randint(1, 999)}", "name": "Łódź"}
            atlas["cities"] = [*atlas["cities"], city]
            studio.assets["atlas.json"] = json.dumps(atlas, separators=(",", ":")).encode()
        return True
