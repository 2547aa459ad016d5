# Ayuda para elegir: las preguntas y lo que se dice de cada camino.

## Caminos

pathway-twelve-step = Doce pasos
pathway-secular = Sin religión
pathway-faith = Fe
pathway-buddhist = Ideas budistas
pathway-mental-health = Pares de salud mental
pathway-medication = Para quienes usan medicinas
pathway-harm-reduction = Bajar el consumo o reducir riesgos
