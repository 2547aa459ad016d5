//! How a member can be reached, and how not.

use crate::coded::coded;
use crate::notice::Notice;
use crate::text::Line;
use crate::time::{Date, Time, Weekday};

coded! {
    /// A way to reach a member.
    ChannelKind {
        /// A phone.
        Phone = "phone",
        /// E-mail.
        Email = "email",
        /// A street or box address.
        Mail = "mail",
        /// A word at the front desk, the next time they come.
        FrontDesk = "front-desk",
        /// Face to face only.
        InPerson = "in-person",
        /// Through somebody they named.
        ThroughSomeone = "through-someone",
    }
}

coded! {
    /// What is done over a channel. Each needs the member's own yes.
    Use {
        /// Call.
        Call = "call",
        /// Send a text or an e-mail.
        Text = "text",
        /// Leave a message that others may hear.
        LeaveMessage = "leave-message",
        /// Send a letter.
        Mail = "mail",
    }
}

impl ChannelKind {
    /// Whether this channel can carry `kind_of_use` at all.
    pub const fn carries(self, kind_of_use: Use) -> bool {
        matches!(
            (self, kind_of_use),
            (Self::Phone, Use::Call | Use::Text | Use::LeaveMessage)
                | (Self::Email, Use::Text)
                | (Self::Mail, Use::Mail)
                | (Self::ThroughSomeone, Use::Call | Use::LeaveMessage)
        )
    }
}

/// A channel with what the member allows. Nothing is allowed until they say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Channel {
    kind: ChannelKind,
    value: Line,
    allowed: Vec<Use>,
}

impl Channel {
    /// Errors when `value` is no such address or number, or a use does not fit the kind.
    pub fn new(kind: ChannelKind, value: &str, allowed: &[Use]) -> Result<Self, Notice> {
        let line = Line::parse(value)?;
        let value = match kind {
            ChannelKind::Phone => phone(&line)?,
            ChannelKind::Email => email(line)?,
            _ => line,
        };
        if allowed.iter().any(|own| !kind.carries(*own)) {
            return Err(Notice::new("channel-use-odd"));
        }
        let allowed = Use::ALL.iter().copied().filter(|own| allowed.contains(own)).collect();
        Ok(Self { kind, value, allowed })
    }

    /// What it is.
    pub const fn kind(&self) -> ChannelKind {
        self.kind
    }

    /// The number (`+1…` or as written from abroad), the address, the name.
    pub fn value(&self) -> &str {
        self.value.as_str()
    }

    /// Whether the member said yes to this use.
    pub fn may(&self, kind_of_use: Use) -> bool {
        self.allowed.contains(&kind_of_use)
    }
}

/// A number of the North American plan as `+1` and ten digits, others with their `+`.
fn phone(line: &Line) -> Result<Line, Notice> {
    let wrong = || Notice::new("channel-phone-wrong");
    let abroad = line.as_str().trim_start().starts_with('+');
    let known = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-.()/\u{2011}\u{2013}".contains(c);
    if !line.as_str().chars().all(known) {
        return Err(wrong());
    }
    let digits: String = line.as_str().chars().filter(char::is_ascii_digit).collect();
    let national = digits.strip_prefix('1').filter(|rest| rest.len() == 10).unwrap_or(&digits);
    let first = |at: usize| national.as_bytes().get(at).is_some_and(|digit| (b'2'..=b'9').contains(digit));
    if national.len() == 10 && (!abroad || digits.len() == 11) {
        return if first(0) && first(3) { Line::parse(&format!("+1{national}")) } else { Err(wrong()) };
    }
    if abroad && (8..=15).contains(&digits.len()) { Line::parse(&format!("+{digits}")) } else { Err(wrong()) }
}

fn email(line: Line) -> Result<Line, Notice> {
    let good = line.as_str().rsplit_once('@').is_some_and(|(local, host)| {
        let labels = host.split('.').all(|label| !label.is_empty());
        !local.is_empty() && host.contains('.') && labels && !line.as_str().contains([' ', ',', ';', '<', '>'])
    });
    if good { Ok(line) } else { Err(Notice::new("channel-email-wrong")) }
}

/// When it is safe to reach a member, in the zone of the agency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SafeHours {
    /// The days; none stands for every day.
    pub days: Vec<Weekday>,
    /// From this time on.
    pub from: Option<Time>,
    /// Before this time. Earlier than `from` means past midnight.
    pub until: Option<Time>,
}

impl SafeHours {
    /// Whether it is safe on `day` at `time`. The hours after midnight belong to the day before.
    pub fn allow(&self, day: Date, time: Time) -> bool {
        let on = |day: Date| self.days.is_empty() || self.days.contains(&day.weekday());
        match (self.from, self.until) {
            (Some(from), Some(until)) if until < from => {
                (time >= from && on(day)) || (time < until && day.yesterday().is_ok_and(on))
            }
            (from, until) => on(day) && from.is_none_or(|from| time >= from) && until.is_none_or(|until| time < until),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_one_way() {
        for written in ["(804) 555-0142", "804.555.0142", "1 804 555 0142", "+1-804-555-0142"] {
            let channel = Channel::new(ChannelKind::Phone, written, &[]).expect(written);
            assert_eq!(channel.value(), "+18045550142");
        }
        let abroad = Channel::new(ChannelKind::Phone, "+52 55 1234 5678", &[]).expect("Mexico");
        assert_eq!(abroad.value(), "+525512345678");
        for wrong in ["555-0142", "104 555 0142", "804 555 0142 ext x", "++", "+1 234"] {
            let notice = Channel::new(ChannelKind::Phone, wrong, &[]).expect_err(wrong);
            assert_eq!(notice.id, "channel-phone-wrong");
        }
    }

    #[test]
    fn an_address_needs_two_sides() {
        assert!(Channel::new(ChannelKind::Email, "ana.o'neil+x@correo.example", &[Use::Text]).is_ok());
        for wrong in ["ana", "ana@", "@home.org", "ana@home", "a b@c.org", "ana@home..org"] {
            assert!(Channel::new(ChannelKind::Email, wrong, &[]).is_err(), "{wrong}");
        }
    }

    #[test]
    fn nothing_is_allowed_that_was_not_said() {
        let phone = Channel::new(ChannelKind::Phone, "804 555 0142", &[Use::Text]).expect("a phone");
        assert!(phone.may(Use::Text) && !phone.may(Use::Call) && !phone.may(Use::LeaveMessage));
        let odd = Channel::new(ChannelKind::Mail, "PO Box 1, Richmond", &[Use::Call]);
        assert_eq!(odd.map_err(|notice| notice.id), Err("channel-use-odd".into()));
    }

    #[test]
    fn safe_hours_may_pass_midnight() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        let time = |hour| Time::constant(hour, 0, 0, 0);
        let night = SafeHours { days: vec![Weekday::Friday], from: Some(time(21)), until: Some(time(2)) };
        assert!(night.allow(day("2026-03-06"), time(22)));
        assert!(night.allow(day("2026-03-07"), time(1)), "still Friday's night");
        assert!(!night.allow(day("2026-03-06"), time(1)), "Thursday's night");
        assert!(!night.allow(day("2026-03-07"), time(22)));
        let mornings = SafeHours { until: Some(time(12)), ..SafeHours::default() };
        assert!(mornings.allow(day("2026-03-06"), time(9)) && !mornings.allow(day("2026-03-06"), time(12)));
        assert!(SafeHours::default().allow(day("2026-03-06"), time(3)));
    }
}
