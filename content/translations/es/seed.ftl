### Lo que se le dice a quien cuida la máquina sobre las personas inventadas.

# { $seed } el número del que salen las personas
seed-used = Las personas de la semilla { $seed } ya están en esta base de datos. Elige otro número.
seed-real-people = Esta base de datos tiene personas reales. Las inventadas tienen contraseñas que cualquiera puede leer, así que van en una base de datos propia.
