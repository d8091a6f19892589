//! The `downhill` command.
fn main() {}
