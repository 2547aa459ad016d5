//! What may be seen and told on which basis, what a member may ask about it, and the desk that answers.

pub mod privacy;
