# Help in choosing: the questions, and what is said of each way.

## Pathways

pathway-twelve-step = Twelve steps
pathway-secular = No religion
pathway-faith = Faith
pathway-buddhist = Buddhist ideas
pathway-mental-health = Mental health peers
pathway-medication = Made for people on medicine
pathway-harm-reduction = Cutting down or safer use
