//! Every identity of the domain can be stored. A blanket implementation would clash with those of other types.

use crate::value::{FromValue, Value, stored};
use domain::id::Identity;

macro_rules! identities {
    ($($name:ident)*) => {
        $(
            stored! { domain::id::$name, it => Value::Id(it.bytes()); }

            impl FromValue for domain::id::$name {
                fn from_value(value: Value) -> Result<Self, String> {
                    <[u8; 16]>::from_value(value).map(Self::from_bytes)
                }
            }
        )*

        #[cfg(test)]
        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

identities! {
    AccountId PersonId AgencyId MemberId StaffId SupporterId ShareId ProgramId EnrolmentId RoleGrantId AssignmentId
    ChannelId AllyId SessionId DeviceId PasskeyId JoinId PlanId GoalId StrategyId ActionId VersionId
    SignatureId ReviewId TextId ConsentId DisclosureId AttachmentId FeedId MeetingId ProviderId OfferingId AuditId
    CommandId JobId RowId
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_identity_of_the_domain_is_listed() {
        let text = include_str!("../../domain/src/id.rs");
        let block = text.split("\nidentities! {").nth(1).and_then(|rest| rest.split("\n}").next());
        let declared: Vec<&str> = block
            .expect("the list of identities")
            .lines()
            .map(str::trim)
            .filter(|line| !line.starts_with("///") && !line.is_empty())
            .map(|line| line.trim_end_matches(','))
            .collect();
        assert_eq!(declared, super::NAMES);
    }
}
