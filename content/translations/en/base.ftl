# Words of the lower floors: what is wrong with a text, names of codes, dates, what is due.

## Text at the door

text-missing = Please write something here.
text-too-long = This is too long. There is room for { $most } letters. You wrote { $now }.

## Days and times

date-day = { $weekday }, { $month } { $day }
date-short = { $month_short } { $day }
date-year = { $month } { $day }, { $year }
date-full = { $weekday }, { $month } { $day }, { $year }
time-morning = { $clock } am
time-afternoon = { $clock } pm
number = { $number }

day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday
day-ahead = { $days ->
    [one] in { $days } day
   *[other] in { $days } days
}
day-ago = { $days ->
    [one] { $days } day ago
   *[other] { $days } days ago
}

weekday-mon = Monday
weekday-tue = Tuesday
weekday-wed = Wednesday
weekday-thu = Thursday
weekday-fri = Friday
weekday-sat = Saturday
weekday-sun = Sunday
weekday-short-mon = Mon
weekday-short-tue = Tue
weekday-short-wed = Wed
weekday-short-thu = Thu
weekday-short-fri = Fri
weekday-short-sat = Sat
weekday-short-sun = Sun

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
