#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What search.sh measured as one table: ours, the best peer, their ratio or difference, what was aimed at.

stdin: `judge SET` before lines "ENGINE  LANG MRR/RECALL  LANG MRR/RECALL …" (ours first), or
`figure|NAME|OURS|PEER|NAME OF PEER|TARGET` where TARGET is ">= 3" or "<= 0.7" of ours by the peer's, or ">= 3 inverse"
of the peer's by ours, or "<= 50 of" where PEER says of what.
"""
import collections, re, sys

print("\n%-50s %10s %10s  %-30s %8s  %-12s" % ("figure", "ours", "peer", "which", "ratio", "target"))


def row(name, ours, peer, which, ratio, target, met):
    print("%-50s %10s %10s  %-30s %8s  %-12s %s" % (name, ours, peer, which, ratio, target, "met" if met else "MISSED"))


sets, part = collections.OrderedDict(), None
for line in sys.stdin:
    line = line.rstrip("\n")
    if line.startswith("judge "):
        part = sets.setdefault(line[6:], collections.OrderedDict())
    elif line.startswith("figure|"):
        _, name, ours, peer, which, target = line.split("|")
        how, limit, *rest = target.split()
        a, b = float(ours), float(peer)
        ratio = b / a if rest == ["inverse"] else a / b
        row(name, ours, peer, which, "%.2f" % ratio, how + " " + limit, ratio >= float(limit) if how == ">=" else ratio <= float(limit))
    elif part is not None and re.search(r" \w+ \d\.\d+/\d\.\d+", line):
        engine = re.split(r" +\w+ \d\.\d+/\d\.\d+", line)[0].strip()
        part.setdefault(engine, {}).update((l, (float(m), float(r))) for l, m, r in re.findall(r"(\w+) (\d\.\d+)/(\d\.\d+)", line))

for name, engines in sets.items():
    ours, gains = engines.pop("ours", {}), []
    # A peer that was asked a part of the questions is no measure for the whole.
    engines = {n: e for n, e in engines.items() if not re.search(r"\(\d+ of \d+\)$", n)}
    for language in ours:
        for i, measure in enumerate(("MRR@10", "recall@10")):
            best, which = max(((e.get(language, (0, 0))[i], n) for n, e in engines.items()), default=(0, "none"))
            gain = ours[language][i] - best
            gains += [gain] if i == 0 else []
            row("%s, %s, %s" % (measure, language, name), "%.4f" % ours[language][i], "%.4f" % best, which, "%+.4f" % gain,
                "above", gain > 0)
    if gains:
        row("MRR@10, %s, on average" % name, "", "", "best of each", "%+.4f" % (sum(gains) / len(gains)), ">= +0.01",
            sum(gains) / len(gains) >= 0.01)
