//! A chart that was opened in an emergency: what the opening gives, for as long as it lasts.

use crate::call::StaffHat;
use crate::fault::Fault;
use crate::rules::{Basis, IN_EMERGENCY, Operation};
use crate::statements::OPENED_IN_EMERGENCY;
use crate::work::{Standing, Work};
use db::params;
use domain::id::MemberId;

impl Work<'_> {
    /// On which basis somebody who stands to a chart like this may do the operation: by a rule, or because they opened
    /// it in an emergency. The role that lets them open charts this way must still be theirs.
    pub(crate) fn basis_on(
        &mut self,
        operation: Operation,
        standing: &Standing,
        hat: StaffHat,
        member: MemberId,
    ) -> Result<Option<Basis>, Fault> {
        let today = self.today(hat.agency)?;
        if let Some(rule) = self.best_rule(operation, standing, hat.agency, member, today)? {
            return Ok(Some(rule.basis));
        }
        if !IN_EMERGENCY.contains(&operation)
            || self.best_rule(Operation::BreakGlass, standing, hat.agency, member, today)?.is_none()
        {
            return Ok(None);
        }
        let now = self.now();
        let open = self.tx().row(&OPENED_IN_EMERGENCY, &params![hat.agency, member, hat.staff, now])?;
        Ok(open.map(|_| Basis::Emergency))
    }
}
