# Palabras de los pisos de abajo: qué falta en un texto, nombres de códigos, fechas, lo que toca hacer.

## Texto en la puerta

text-missing = Escribe algo aquí, por favor.
text-too-long = Es demasiado largo. Caben { $most } letras. Escribiste { $now }.

## Días y horas

date-day = { $weekday }, { $day } de { $month }
date-short = { $day } { $month_short }
date-year = { $day } de { $month } de { $year }
date-full = { $weekday }, { $day } de { $month } de { $year }
time-morning = { $clock } a. m.
time-afternoon = { $clock } p. m.
number = { $number }

day-today = hoy
day-tomorrow = mañana
day-yesterday = ayer
day-ahead = { $days ->
    [one] en { $days } día
   *[other] en { $days } días
}
day-ago = { $days ->
    [one] hace { $days } día
   *[other] hace { $days } días
}

weekday-mon = lunes
weekday-tue = martes
weekday-wed = miércoles
weekday-thu = jueves
weekday-fri = viernes
weekday-sat = sábado
weekday-sun = domingo
weekday-short-mon = lun
weekday-short-tue = mar
weekday-short-wed = mié
weekday-short-thu = jue
weekday-short-fri = vie
weekday-short-sat = sáb
weekday-short-sun = dom

month-1 = enero
month-2 = febrero
month-3 = marzo
month-4 = abril
month-5 = mayo
month-6 = junio
month-7 = julio
month-8 = agosto
month-9 = septiembre
month-10 = octubre
month-11 = noviembre
month-12 = diciembre
month-short-1 = ene
month-short-2 = feb
month-short-3 = mar
month-short-4 = abr
month-short-5 = may
month-short-6 = jun
month-short-7 = jul
month-short-8 = ago
month-short-9 = sept
month-short-10 = oct
month-short-11 = nov
month-short-12 = dic
