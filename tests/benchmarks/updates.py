"""Updates answered a second through the whole path, beside bare echo bots, in the same run.

Every bot is a process and talks HTTP to one loopback Bot API, another process, whose log of calls
shows what was answered. Times are of one machine: read the ratios.
"""

import asyncio
import os
import statistics
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from bot.sandbox.params import Json
from bot.sandbox.wire.remote import Remote, start_server
from bot.setup.environment import read_settings
from bot.setup.services import now_utc, open_services
from retrieval.evaluation.evaluation import load_questions
from retrieval.model.query import Intent, Query

ROUNDS = 5
# So many that no chat asks again within a second: Kaiken leaves a second between two messages.
CHATS = 2000
EACH = 2
WARMING = 64
# More than any bot reaches; the pace is not measured here.
UNBOUNDED = {"per_second": 10**9, "chat_burst": 10**9, "chat_per_second": 1e9}
LONGEST_S = 120.0
HERE = Path(__file__).parent

Questions = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Contender:
    """A bot: how it is started, what each chat asks, and how many messages it owes each chat."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    asked: Questions
    owes: Sequence[int]


@dataclass(frozen=True, slots=True)
class UpdateCost:
    """What one update takes: seconds, and processor seconds of the bot."""

    passed_s: float
    worked_s: float


def read_questions() -> Questions:
    """Return the questions of each chat, in order: those of the tests and seeds in turn."""
    paths = [HERE.parent / "quality" / name for name in ("questions.jsonl", "paraphrased.jsonl")]
    paths.append(Path(str(files("seeds"))) / "questions.jsonl")
    texts = [asked.question for path in paths for asked in load_questions(path)]
    # A step without a common factor with their number reaches all of them.
    return [[texts[(chat + 97 * at) % len(texts)] for at in range(EACH)] for chat in range(CHATS)]


async def owed_by_kaiken(questions: Questions, data: str) -> list[int]:
    """Return how many messages the answers to each chat take."""
    owed = []
    async with open_services(read_settings({"KAIKEN_DATA": data})) as services:
        for chat in questions:
            asked: list[Query | None] = [None]
            owed.append(0)

            async def before(asked: list[Query | None] = asked) -> Query | None:
                return asked[-1]

            for question in chat:
                answer = await services.answerer.answer(question, now_utc(), before)
                if answer.query.intent is Intent.QUESTION:
                    asked.append(answer.query)
                owed[-1] += len(services.renderer.answer(answer))
    return owed


def contenders(
    telegram: Remote, asked: Questions, owed: Sequence[int], data: str
) -> list[Contender]:
    at = [telegram.url, telegram.token]
    one_each = [EACH] * CHATS
    # Receiving, the inbox and sending, without a question to answer.
    helps = [["/help"] * EACH] * CHATS
    settings = {
        "KAIKEN_TOKEN": telegram.token,
        "KAIKEN_API_URL": telegram.url,
        "KAIKEN_DATA": data,
        # Telegram's pace is not measured.
        "KAIKEN_SENDS_PER_SECOND": "10000",
    }
    ptb = [sys.executable, str(HERE / "echo_ptb.py"), *at]
    aiogram = [sys.executable, str(HERE / "echo_aiogram.py"), *at]
    kaiken = [str(Path(sys.executable).with_name("kaiken")), "serve"]
    return [
        Contender("python-telegram-bot, echo", [*ptb, "1"], {}, asked, one_each),
        Contender("the same, 8 at a time", [*ptb, "8"], {}, asked, one_each),
        Contender("aiogram, echo", aiogram, {}, asked, one_each),
        Contender("Kaiken, /help", kaiken, settings, helps, one_each),
        Contender("Kaiken, questions", kaiken, settings, asked, owed),
    ]


@contextmanager
def running(contender: Contender) -> Iterator[psutil.Process]:
    """Start the bot's process; stop it at the end."""
    with subprocess.Popen(
        contender.command, env=os.environ | contender.environment, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield psutil.Process(process.pid)
        finally:
            process.terminate()


class BotRun:
    """Makes people write to a bot and waits for its answers; the chats are new each time."""

    def __init__(self, telegram: Remote) -> None:
        self._telegram = telegram
        self._chats = count(1_000)
        self._calls_seen = 0

    async def run(self, contender: Contender) -> UpdateCost:
        with running(contender) as process:
            await self._ask(contender, range(WARMING))
            worked_s, began = processor_seconds(process), (await self._telegram.do("state"))["now"]
            ended = await self._ask(contender, range(CHATS))
            updates = CHATS * EACH
            return UpdateCost(
                (ended - began) / updates, (processor_seconds(process) - worked_s) / updates
            )

    async def _ask(self, contender: Contender, which: Sequence[int]) -> float:
        """Make these chats ask; return when the last answer came, by the clock of the Bot API."""
        owed = {next(self._chats): contender.owes[at] for at in which}
        asked = zip(owed, (contender.asked[at] for at in which), strict=True)
        texts = [(at, chat, text) for chat, its in asked for at, text in enumerate(its)]
        await self._telegram.writes([(chat, text) for _, chat, text in sorted(texts)])
        sent: Counter[int] = Counter()
        ended = 0.0
        async with asyncio.timeout(LONGEST_S):
            while sent.total() < sum(owed.values()):
                await asyncio.sleep(0.1)
                for call in await self._new_calls():
                    if call["method"] == "sendMessage":
                        sent[call["chat"]] += 1
                        ended = call["at"]
        if sent != owed:
            raise RuntimeError(f"{contender.name} owes {owed} and sent {sent}")
        return ended

    async def _new_calls(self) -> list[Json]:
        if (await self._telegram.do("state"))["calls"] == self._calls_seen:
            return []
        log = await self._telegram.do("call_log", since=self._calls_seen)
        calls: list[Json] = log["calls"]
        self._calls_seen += len(calls)
        return calls


def processor_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def show(names: Sequence[str], took: Mapping[str, Sequence[UpdateCost]]) -> None:
    first = took[names[0]]
    print(f"\nmedians of {ROUNDS} rounds, {CHATS * EACH} updates of {CHATS} chats each")
    print(f"{'':28}{'updates/s':>10}{'of PTB':>8}{'processor':>12}{'of PTB':>8}")
    for name in names:
        rate = 1 / statistics.median(one.passed_s for one in took[name])
        work = statistics.median(one.worked_s for one in took[name])
        pairs = list(zip(first, took[name], strict=True))
        faster = statistics.median(a.passed_s / b.passed_s for a, b in pairs)
        lighter = statistics.median(b.worked_s / a.worked_s for a, b in pairs)
        print(f"{name:28}{rate:10.0f}{faster:8.2f}{work * 1e3:9.2f} ms{lighter:8.2f}")


async def main() -> None:
    questions = read_questions()
    took: dict[str, list[UpdateCost]] = defaultdict(list)
    with TemporaryDirectory() as data:
        owed = await owed_by_kaiken(questions, data)
        async with start_server() as telegram:
            await telegram.do("limit", **UNBOUNDED)
            bot_run = BotRun(telegram)
            bots = contenders(telegram, questions, owed, data)
            for number in range(1, ROUNDS + 1):
                for bot in bots:
                    one = await bot_run.run(bot)
                    took[bot.name].append(one)
                    each = f"{1 / one.passed_s:8.0f}/s {one.worked_s * 1e3:6.2f} ms"
                    print(f"{number} {bot.name:28}{each}", flush=True)
    show([bot.name for bot in bots], took)


if __name__ == "__main__":
    asyncio.run(main())
