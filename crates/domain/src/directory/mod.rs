//! Groups and meetings that anyone may come to.
