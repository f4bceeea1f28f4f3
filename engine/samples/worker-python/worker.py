"""A worker: does the service tasks of a topic, for processes of a WorkflowItsm host. Standard library only.

    TOKEN=wit_... python3 worker.py http://127.0.0.1:5080 provision
"""
import json
import os
import sys
import urllib.error
import urllib.request


class Host:
    """The addresses for workers."""

    def __init__(self, url, token):
        self.url, self.token = url.rstrip("/"), token

    def post(self, path, body):
        request = urllib.request.Request(
            f"{self.url}/api/v1/jobs/{path}", json.dumps(body).encode(), method="POST",
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=90) as answer:
            return json.load(answer)

    def lease(self, topic, worker):
        return self.post("lease", {"topics": [topic], "worker": worker, "max": 5, "lock_seconds": 60, "wait_seconds": 30})["jobs"]

    def answer(self, job, verb, **said):
        try:
            self.post(f"{job['id']}/{verb}", {"lease": job["lease"], **said})
        except urllib.error.HTTPError as refused:
            # 409: the lease ran out and somebody else has the job now. What was done may be done again; job["id"] stays the same.
            if refused.code != 409:
                raise
            print(f"{job['id']}: {json.load(refused)['detail']}", file=sys.stderr)


class BpmnError(Exception):
    """The work ended in a way for which the process has a path."""


def work(variables):
    """What is to be done. Make repeats harmless: a job may come again under the same id."""
    who = variables.get("who")
    if not who:
        raise BpmnError("nobody")
    return {"account": f"{who}@example.org"}


def main(url, topic):
    host = Host(url, os.environ["TOKEN"])
    while True:
        for job in host.lease(topic, f"python-{os.getpid()}"):
            try:
                host.answer(job, "complete", variables=work(job["variables"]))
            except BpmnError as error:
                host.answer(job, "error", code=str(error), message="The work ended with an error.")
            except OSError:
                raise
            except Exception as failure:  # whatever it is, the host tries again and shows it in the end
                host.answer(job, "fail", message=f"{type(failure).__name__}: {failure}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
