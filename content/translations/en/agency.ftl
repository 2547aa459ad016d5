# The desk of an agency.

agency-title = Agency
agency-zone = Time zone: { $zone }
agency-people = People who work here
agency-job = Job
agency-roles = Roles
agency-programs = Programs
agency-rules = Rules: { $rules }
agency-since = Since { $date }
