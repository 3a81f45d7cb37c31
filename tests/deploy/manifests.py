"""What has to hold of deploy/kubernetes beside its form; run by itself, it says what does not.

The rules of restricted pods: kubernetes.io/docs/concepts/security/pod-security-standards.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parents[2] / "deploy" / "kubernetes"
ROLES = {"answer": 2, "receive": 1, "watch": 1, "send": 1}
SECRET = "/run/secrets/kaiken/"  # noqa: S105 - a folder
# What restricted pods may mount.
_VOLUMES = {"configMap", "downwardAPI", "emptyDir", "persistentVolumeClaim", "projected", "secret"}
_PROBES = ("startupProbe", "livenessProbe", "readinessProbe")

Rules = Mapping[str, Callable[[Any], bool]]
# Of a pod, by what is wrong if one does not hold.
_OF_PODS: Rules = {
    "is told of services": lambda pod: pod.get("enableServiceLinks") is False,
    "gets a token of the cluster": lambda pod: pod.get("automountServiceAccountToken") is False,
    "may be root": lambda pod: (
        pod["securityContext"].get("runAsNonRoot") is True
        and pod["securityContext"].get("runAsUser", 0) > 0
    ),
    "has no seccomp profile": lambda pod: (
        pod["securityContext"].get("seccompProfile") == {"type": "RuntimeDefault"}
    ),
    "shares what is the node's": lambda pod: not {"hostNetwork", "hostPID", "hostIPC"} & set(pod),
    "mounts what it may not": lambda pod: all(
        set(one) - {"name"} <= _VOLUMES for one in pod["volumes"]
    ),
    "has other containers": lambda pod: (
        len(pod["containers"]) == 1 and not {"initContainers", "ephemeralContainers"} & set(pod)
    ),
}
_OF_CONTAINERS: Rules = {
    "may get more rights": lambda one: (
        one["securityContext"].get("allowPrivilegeEscalation") is False
        and not one["securityContext"].get("privileged")
    ),
    "has capabilities": lambda one: one["securityContext"].get("capabilities") == {"drop": ["ALL"]},
    "can write to its root": lambda one: (
        one["securityContext"].get("readOnlyRootFilesystem") is True
    ),
    "has a port of the node's": lambda one: all("hostPort" not in port for port in one["ports"]),
    "is asked otherwise how it is": lambda one: (
        [one[name]["httpGet"]["path"] for name in _PROBES] == ["/healthz", "/healthz", "/readyz"]
    ),
    "has no bounds": lambda one: {"requests", "limits"} <= set(one["resources"]),
    "has a secret in its environment": lambda one: "env" not in one,
}
# Of all objects together.
_OF_ALL: Rules = {
    "what answers is not scaled from two on": lambda objects: (
        (
            objects["HorizontalPodAutoscaler", "kaiken-answer"]["spec"]["scaleTargetRef"]["name"],
            objects["HorizontalPodAutoscaler", "kaiken-answer"]["spec"]["minReplicas"],
        )
        == ("kaiken-answer", 2)
    ),
    "there are more processes than roles": lambda objects: (
        len([kind for kind, _ in objects if kind == "Deployment"]) == len(ROLES)
    ),
    "a secret is no file": lambda objects: all(
        name.endswith("_FILE") and value.startswith(SECRET)
        for name, value in objects["ConfigMap", "kaiken-settings"]["data"].items()
        if any(part in name for part in ("TOKEN", "DATABASE_URL", "PASSWORD"))
    ),
    "pods without restrictions are let in": lambda objects: (
        objects["Namespace", "kaiken"]["metadata"]["labels"]["pod-security.kubernetes.io/enforce"]
        == "restricted"
    ),
}


def load(folder: Path) -> dict[tuple[str, str], Any]:
    """Return all objects of a folder, by their kinds and names."""
    texts = (path.read_text("utf-8") for path in sorted(folder.glob("*.yaml")))
    found = (one for text in texts for one in yaml.safe_load_all(text))
    return {(one["kind"], one["metadata"]["name"]): one for one in found}


def broken(rules: Rules, given: Any) -> list[str]:
    """Return what is wrong, by these rules."""
    return [fault for fault, holds in rules.items() if not holds(given)]


def faults_of_role(objects: dict[tuple[str, str], Any], role: str) -> Iterator[str]:
    """Say what is wrong with the processes of a role."""
    spec = objects["Deployment", f"kaiken-{role}"]["spec"]
    pod, labels = spec["template"]["spec"], spec["template"]["metadata"]["labels"]
    budget = objects["PodDisruptionBudget", f"kaiken-{role}"]["spec"]
    if spec["replicas"] != ROLES[role]:
        yield f"is not {ROLES[role]}"
    if spec["selector"]["matchLabels"] != labels or budget["selector"]["matchLabels"] != labels:
        yield "is not what its budget or its deployment selects"
    yield from broken(_OF_PODS, pod)
    for container in pod["containers"]:
        yield from broken(_OF_CONTAINERS, container)
        if container["args"] != ["serve", "--role", role]:
            yield "has another role"
        if [one["name"] for one in container["volumeMounts"]] != [
            one["name"] for one in pod["volumes"]
        ]:
            yield "does not mount its volumes"


def main() -> None:
    """Say what is wrong."""
    objects = load(FOLDER)
    found = broken(_OF_ALL, objects)
    found += [f"{role} {fault}" for role in ROLES for fault in faults_of_role(objects, role)]
    if found:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()
