//! Who is here: members, staff, agencies, programs, enrolments, sign-in.
