"""Topics that are written in Latin letters whatever the language."""

from __future__ import annotations

EVERYWHERE = """
2+2: 2+2; G7: g7; G20: g20; APEC: apec; TPP: tpp; CPTPP: cptpp; IPEF: ipef; Quad: quad;
ASEAN: asean; AUKUS: aukus; NATO: nato; RCEP: rcep; JCPOA: jcpoa; IAEA: iaea; NPT: npt tnp;
WTO: wto; TICAD: ticad; UNESCO: unesco; ALPS: alps; FOIP: foip; COP26: cop26; COP27: cop27;
coronavirus: covid covid19 covid-19 covid_19 coronavirus* omicron
"""
