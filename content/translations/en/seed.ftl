### What whoever runs the machine is told about invented people.

# { $seed } the number that people are made from
seed-used = People of seed { $seed } are in this database already. Take another number.
seed-real-people = This database holds real people. Invented ones have passphrases that everyone can read, so they get a database of their own.
