//! What `access` itself asks of the database.

use db::statements;

statements! {
    /// Roles that a staff member holds on a day, and in which program.
    pub(crate) ROLES_HELD = "
        SELECT g.role, g.program_id
        FROM role_grant g
        JOIN staff s ON s.agency_id = g.agency_id AND s.id = g.staff_id
        WHERE g.agency_id = $1 AND g.staff_id = $2 AND s.state = 'active'
          AND g.from_on <= $3 AND (g.until_on IS NULL OR g.until_on >= $3)";

    /// How a staff member stands to one chart. No row: there is no such chart for them.
    pub(crate) STANDING_TO_MEMBER = "
        SELECT
          EXISTS (SELECT 1 FROM barred b
                  WHERE b.agency_id = m.agency_id AND b.member_id = m.id AND b.staff_id = $3),
          EXISTS (SELECT 1 FROM person_member pm
                  WHERE pm.chart_agency_id = m.agency_id AND pm.member_id = m.id AND pm.person_id = $5),
          m.restricted,
          EXISTS (SELECT 1 FROM assignment a
                  WHERE a.agency_id = m.agency_id AND a.member_id = m.id AND a.staff_id = $3
                    AND a.from_on <= $4 AND (a.until_on IS NULL OR a.until_on >= $4)),
          EXISTS (SELECT 1 FROM assignment a
                  JOIN supervision s ON s.agency_id = a.agency_id AND s.staff_id = a.staff_id
                  WHERE a.agency_id = m.agency_id AND a.member_id = m.id AND s.supervisor_id = $3
                    AND a.from_on <= $4 AND (a.until_on IS NULL OR a.until_on >= $4)
                    AND s.from_on <= $4 AND (s.until_on IS NULL OR s.until_on >= $4))
        FROM member m
        WHERE m.agency_id = $1 AND m.id = $2";

    /// The programs that a member is in on a day.
    pub(crate) PROGRAMS_OF_MEMBER = "
        SELECT e.program_id FROM enrolment e
        WHERE e.agency_id = $1 AND e.member_id = $2
          AND e.starts_on <= $3 AND (e.ends_on IS NULL OR e.ends_on >= $3)";

    /// Those among some charts that a filter opens.
    pub(crate) AMONG = "
        SELECT m.id FROM member m
        WHERE m.agency_id = $1 AND m.id IN (SELECT DISTINCT to_id(value) FROM json_each($2)) AND {filter m.agency_id m.id}";

    /// The charts that are linked to a person's own space.
    pub(crate) CHARTS_OF_PERSON = "
        SELECT chart_agency_id, member_id FROM person_member
        WHERE person_id = $1 ORDER BY since, member_id";

    /// Those of them that were restored since the lock began.
    pub(crate) RESTORED_CHARTS = "
        SELECT m.chart_agency_id, m.member_id FROM person_member m
        JOIN person p ON p.id = m.person_id
        JOIN account a ON a.id = p.account_id
        WHERE m.person_id = $1 AND m.restored_at >= a.space_locked_since
        ORDER BY m.since, m.member_id";

    /// Whose plan it is.
    pub(crate) MEMBER_OF_PLAN = "SELECT member_id FROM plan WHERE agency_id = $1 AND id = $2";

    /// The version behind a one-time link, and whether the link was used, withdrawn or ran out.
    pub(crate) LINK_BY_TOKEN = "
        SELECT l.agency_id, l.id, l.version_id, v.member_id, l.used_at, l.withdrawn_at, l.until
        FROM sign_link l
        JOIN plan_version v ON v.agency_id = l.agency_id AND v.id = l.version_id
        WHERE l.token_hash = $1";

    /// What ends a link before its time: a newer version, the end of every program, the end of who made it.
    pub(crate) LINK_OVERTAKEN = "
        SELECT
          EXISTS (SELECT 1 FROM plan_version n
                  WHERE n.agency_id = v.agency_id AND n.member_id = v.member_id AND n.number > v.number),
          EXISTS (SELECT 1 FROM enrolment e WHERE e.agency_id = v.agency_id AND e.member_id = v.member_id)
            AND NOT EXISTS (SELECT 1 FROM enrolment e
                  WHERE e.agency_id = v.agency_id AND e.member_id = v.member_id
                    AND (e.ends_on IS NULL OR e.ends_on >= $3)),
          NOT EXISTS (SELECT 1 FROM staff s
                  WHERE s.agency_id = l.agency_id AND s.id = l.made_by AND s.state = 'active')
        FROM sign_link l
        JOIN plan_version v ON v.agency_id = l.agency_id AND v.id = l.version_id
        WHERE l.agency_id = $1 AND l.id = $2";

    /// Whether somebody opened a chart in an emergency, and it is open yet.
    pub(crate) OPENED_IN_EMERGENCY = "
        SELECT 1 FROM break_glass
        WHERE agency_id = $1 AND member_id = $2 AND staff_id = $3 AND at <= $4 AND until > $4 LIMIT 1";

    /// Those who share with a reader. What came of it since does not show here: see `share.rs`.
    pub(crate) SHARED_WITH_READER = "
        SELECT w.id, w.shown_as FROM share_with w
        WHERE w.reader_kind = $1 AND w.reader_id = $2 AND (w.person_id <> $3 OR $3 IS NULL)
        ORDER BY w.joined_at, w.id";

    /// One of them, as the reader asks for it.
    pub(crate) SHARE_OF_READER = "
        SELECT w.person_id, w.shown_as FROM share_with w
        WHERE w.reader_kind = $1 AND w.reader_id = $2 AND w.id = $4 AND (w.person_id <> $3 OR $3 IS NULL)";

    /// The same, as its owner asks for it.
    pub(crate) SHARE_OF_OWNER = "SELECT person_id, shown_as FROM share_with WHERE person_id = $1 AND id = $2";

    /// What is shared with one reader now.
    pub(crate) PARTS_SHARED = "
        SELECT g.chart_agency_id, g.member_id, g.part FROM share_grant g
        WHERE g.person_id = $1 AND g.with_id = $2 AND g.ended_at IS NULL AND g.until_at > $3
          AND {filter g.chart_agency_id g.member_id}
        ORDER BY g.chart_agency_id, g.member_id, g.part";

    /// The zone of an agency.
    pub(crate) ZONE_OF_AGENCY = "SELECT zone FROM agency WHERE id = $1";

    pub(crate) INSERT_AUDIT_EVENT = "
        INSERT INTO audit_event (agency_id, person_id, id, at, actor_kind, actor_id, session_id,
          operation, subject_kind, member_id, basis, outcome, detail)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

    /// What a command came to.
    pub(crate) COMMAND_OUTCOME = "SELECT operation, outcome FROM command WHERE actor_id = $1 AND id = $2";

    pub(crate) INSERT_COMMAND = "
        INSERT INTO command (actor_id, id, operation, outcome, at) VALUES ($1, $2, $3, $4, $5)";
}
