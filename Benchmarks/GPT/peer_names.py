"""The names of main.swift."""

NAMES = (
    "emma olivia ava isabella sophia charlotte mia amelia harper evelyn abigail emily elizabeth"
    " mila ella avery sofia camila aria scarlett victoria madison luna grace chloe penelope layla"
    " riley zoey nora"
).split()
