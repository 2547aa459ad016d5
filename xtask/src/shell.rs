//! Running other programs, and where things lie.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What went wrong, in a sentence; an empty one when it has been printed already.
pub type Outcome<T = ()> = Result<T, String>;

/// The root of the project.
pub fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map(Path::to_path_buf).unwrap_or(here)
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The cargo that started us.
pub fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    // These describe xtask itself; passed on, they would make cargo rebuild what reads them.
    cargo.env_remove("CARGO_MANIFEST_DIR").env_remove("CARGO_PKG_NAME").env_remove("CARGO_MANIFEST_PATH");
    cargo
}

/// The program of this name on the search path, links resolved.
pub fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file())?.canonicalize().ok()
}

fn named(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

/// Runs to the end, its output going where ours goes.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|error| format!("{}: {error}", named(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", named(command))) }
}

/// Runs to the end and gives what it wrote; what it complained about is in the error.
pub fn read(command: &mut Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| format!("{}: {error}", named(command)))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    Err(format!("{} ended with {}\n{}", named(command), output.status, String::from_utf8_lossy(&output.stderr)))
}

/// Runs to the end, printing as it goes and showing `each` line; gives whether it succeeded. Its outputs come through a
/// pipe of their own: some programs set what they write to not to wait, and would set ours too.
pub fn follow(command: &mut Command, mut each: impl FnMut(&str)) -> Outcome<bool> {
    let name = named(command);
    let wrong = |error: std::io::Error| format!("{name}: {error}");
    let (pipe, end) = std::io::pipe().map_err(wrong)?;
    command.stdout(end.try_clone().map_err(wrong)?).stderr(end);
    let mut child = command.spawn().map_err(wrong)?;
    // The command still holds its ends of the pipe, which would never close.
    command.stdout(Stdio::null()).stderr(Stdio::null());
    for line in BufReader::new(pipe).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        each(&line);
    }
    Ok(child.wait().map_err(wrong)?.success())
}
