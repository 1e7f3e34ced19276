"""A cluster of two workers on this machine, and how one of them dies."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORKERS = 2
PATIENCE = 120.0


@dataclass
class Killed:
    """The worker that died, and what it was doing."""

    executor: str = ""
    process: int = 0
    stage: int = 0
    partition: int = 0
    complaint: str = ""

    def __str__(self) -> str:
        return f"executor {self.executor} (process {self.process}) died while it ran partition {self.partition} of stage {self.stage}"


class Cluster:
    """Two workers of one core, each with processes of its own: as many machines as Spark knows."""

    def __init__(self, folder: Path, files: list[Path]) -> None:
        from pyspark.sql import SparkSession

        settings = {
            # Nobody else reaches it.
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.ui.port": "0",
            "spark.ui.liveUpdate.period": "0",
            "spark.ui.showConsoleProgress": "false",
            "spark.local.dir": str(folder.resolve() / "local"),
            "spark.sql.warehouse.dir": str(folder.resolve() / "warehouse"),
            "spark.submit.pyFiles": ",".join(str(file.resolve()) for file in files),
            # A batch is a call of a kernel: 30 µs are nothing beside 65,536 rows.
            "spark.sql.execution.arrow.maxRecordsPerBatch": "65536",
            # The default asks for a library of C that not every system can load.
            "spark.sql.parquet.compression.codec": "uncompressed",
            # A file of orders is a task.
            "spark.sql.files.maxPartitionBytes": "64m",
            "spark.sql.files.openCostInBytes": "64m",
            "spark.sql.shuffle.partitions": "4",
            "spark.sql.adaptive.coalescePartitions.enabled": "false",
        }
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        builder = SparkSession.builder.appName("siyu").master(f"local-cluster[{WORKERS},1,1024]")
        for name, value in settings.items():
            builder = builder.config(name, value)
        self.spark: SparkSession = builder.getOrCreate()
        self._context = self.spark.sparkContext

    def workers(self) -> int:
        """How many workers there are, once all have come."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = len(self._executors())
            if found == WORKERS:
                return found
            time.sleep(0.05)
        raise TimeoutError(f"{WORKERS} workers did not come within {PATIENCE:.0f} s")

    @contextmanager
    def killing_a_worker(self) -> Iterator[Killed]:
        """Kills a worker while a task of what follows runs on it."""
        killed = Killed()
        before = {stage["stageId"] for stage in self._asked("stages")}
        done = threading.Event()
        killer = threading.Thread(target=self._kill, args=(killed, before, done))
        killer.start()
        try:
            yield killed
        finally:
            done.set()
            killer.join()

    def check(self, killed: Killed) -> None:
        """The worker is gone with its task, and the task ran again elsewhere."""
        assert killed.process, killed.complaint or "the job ended before a worker died"
        dead = [one["id"] for one in self._asked("allexecutors") if not one["isActive"]]
        assert killed.executor in dead, f"executor {killed.executor} is not among the dead: {dead}"
        tasks = [task for task in self._tasks(killed.stage) if task["index"] == killed.partition]
        lost = [task for task in tasks if task["executorId"] == killed.executor and task["status"] == "FAILED"]
        again = [task for task in tasks if task["status"] == "SUCCESS"]
        assert lost and "ExecutorLostFailure" in lost[0]["errorMessage"], f"no task was lost: {tasks}"
        assert again and again[-1]["attempt"] > lost[0]["attempt"], f"the task did not run again: {tasks}"

    def lost_tasks(self) -> str:
        count = sum(task["status"] == "FAILED" for stage in self._asked("stages") for task in self._tasks(stage["stageId"]))
        return "1 task was" if count == 1 else f"{count} tasks were"

    def tell_stages(self) -> None:
        """What each stage with a shuffle took: all attempts together."""
        for stage in sorted(self._asked("stages?status=complete"), key=lambda stage: int(stage["stageId"])):
            written, read = stage["shuffleWriteBytes"], stage["shuffleReadBytes"]
            if written or read:
                print(
                    f"    stage {stage['stageId']}: {stage['numCompleteTasks']} tasks, {stage['executorRunTime'] / 1000:.1f} s, "
                    f"{read:,} bytes shuffled in, {written:,} out"
                )

    def _kill(self, killed: Killed, before: set[int], done: threading.Event) -> None:
        try:
            while not (killed.process or done.is_set()):
                for stage in self._asked("stages?status=active"):
                    if stage["stageId"] not in before and self._kill_in(stage["stageId"], killed):
                        return
                time.sleep(0.02)
        except Exception as error:
            killed.complaint = f"the killer failed: {error!r}"

    def _kill_in(self, stage: int, killed: Killed) -> bool:
        # A worker that has ended a task of the stage loses more than the running one.
        tasks = self._tasks(stage)
        worked = {task["executorId"] for task in tasks if task["status"] == "SUCCESS"}
        for task in tasks:
            if task["status"] != "RUNNING" or task["executorId"] not in worked:
                continue
            process = self._process_of(task["executorId"])
            os.kill(process, signal.SIGSTOP)
            time.sleep(0.3)
            if any(other["taskId"] == task["taskId"] and other["status"] == "RUNNING" for other in self._tasks(stage)):
                os.kill(process, signal.SIGKILL)
                killed.executor, killed.process = task["executorId"], process
                killed.stage, killed.partition = stage, task["index"]
                return True
            # It had ended before the worker stood still.
            os.kill(process, signal.SIGCONT)
        return False

    def _process_of(self, executor: str) -> int:
        """The process of an executor of this very application."""
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit():
                try:
                    words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
                except OSError:
                    continue
                options = dict(zip(words, words[1:], strict=False))
                is_ours = options.get("--app-id") == self._context.applicationId
                if is_ours and options.get("--executor-id") == executor:
                    return int(folder.name)
        raise ProcessLookupError(f"no process of executor {executor}")

    def _executors(self) -> list[Any]:
        return [one for one in self._asked("executors") if one["id"] != "driver"]

    def _tasks(self, stage: int) -> list[Any]:
        attempts = [one["attemptId"] for one in self._asked("stages") if one["stageId"] == stage]
        return [task for attempt in attempts for task in self._asked(f"stages/{stage}/{attempt}/taskList?length=100000")]

    def _asked(self, question: str) -> list[Any]:
        """What Spark tells of itself."""
        address = f"{self._context.uiWebUrl}/api/v1/applications/{self._context.applicationId}/{question}"
        with urllib.request.urlopen(address, timeout=30) as answer:
            told: list[Any] = json.load(answer)
        return told
