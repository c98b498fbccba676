//! The program; all of it is in the library, so that tests can call what they test.

/// Reading a large store is a quarter allocation with the allocator of most systems.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    standpoint::run(std::env::args_os())
}
