### What whoever runs the machine is told about invented people.

# { $seed } the number that people are made from
seed-used = People of seed { $seed } are in this database already. Take another number.
seed-real-people = This database holds real people. Invented ones go beside them only if you name an agency with --agency.
