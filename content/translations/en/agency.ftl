# The desk of an agency.

agency-title = Agency
agency-zone = Time zone: { $zone }
agency-people = People who work here
agency-job = Job
agency-roles = Roles
agency-programs = Programs
agency-rules = Rules: { $rules }
agency-since = Since { $date }
readers-title = New roles that open member pages
readers-text = Granted in the last 30 days. Ask if one of them surprises you.
reader-new = { $name }: { $role }, since { $date }. Granted by { $by }.
