"""The SQL in docs/events.md answers its questions, on a real ClickHouse engine: `pip install chdb` (left out without).

The table is filled with the golden statements through the columns as Aspects' view computes them
(https://github.com/openedx/aspects-dbt/blob/main/models/base/xapi_events_all_parsed.sql).
"""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
QUERIES = re.findall(r"(?s)```sql\n(.*?)```", (ROOT / "docs/events.md").read_text(encoding="utf-8"))
STATEMENTS = [
    json.loads(path.read_text(encoding="utf-8"))["statement"]
    for path in sorted((Path(__file__).parent / "data/statements").glob("*.json"))
]
COURSE = "http://adlnet.gov/expapi/activities/course"
VIEW = f"""
CREATE TABLE xapi.xapi_events_all_parsed ENGINE = Memory AS SELECT
    generateUUIDv4() AS event_id,
    JSON_VALUE(event, '$.verb.id') AS verb_id,
    JSON_VALUE(event, '$.actor.account.name') AS actor_id,
    JSON_VALUE(event, '$.object.id') AS object_id,
    if(
        JSON_VALUE(event, '$.context.contextActivities.parent[0].definition.type') = '{COURSE}',
        JSON_VALUE(event, '$.context.contextActivities.parent[0].id'),
        JSON_VALUE(event, '$.object.id')
    ) AS course_id,
    splitByString('/', course_id)[-1] AS course_key,
    now() AS emission_time,
    event
FROM xapi.xapi_events_all
"""


@pytest.fixture(scope="module")
def ask():
    """Return a function that runs a query over the golden statements and returns its rows as dicts."""
    chdb = pytest.importorskip("chdb.session")
    session = chdb.Session()
    session.query("CREATE DATABASE xapi")
    session.query("CREATE TABLE xapi.xapi_events_all (event String) ENGINE = Memory")
    for statement in STATEMENTS:
        text = json.dumps(statement).replace("\\", "\\\\").replace("'", "\\'")
        session.query(f"INSERT INTO xapi.xapi_events_all VALUES ('{text}')")
    session.query(VIEW)
    return lambda query: [json.loads(line) for line in str(session.query(query, "JSONEachRow")).splitlines()]


def test_there_are_five_questions():
    assert len(QUERIES) == 5


def test_which_practices_are_read_and_kept(ask):
    rows = {row["practice"]: row for row in ask(QUERIES[0])}
    assert set(rows) == {"practice-7", "practice-8", "practice-9"}
    assert [int(rows["practice-7"][key]) for key in ("read_by", "kept_by", "noted_by")] == [1, 1, 1]
    assert int(rows["practice-9"]["read_by"]) == 0


def test_where_plans_stop(ask):
    assert [(row["step"], int(row["learners"]), int(row["questions"])) for row in ask(QUERIES[1])] == [("1", 1, 1)]


def test_what_is_searched_and_not_found(ask):
    assert ask(QUERIES[2]) == []


def test_who_leaves_with_a_plan(ask):
    assert [(row["form"], int(row["complete_steps"])) for row in ask(QUERIES[3])] == [("print", 0)]


def test_keeping_and_writing(ask):
    assert [(int(row["kept"]), float(row["answers"])) for row in ask(QUERIES[4])] == [(3, 1.0)]
