//! The examples, each as a process of its own: without an account, and with one at a server that has the mock behind it.
#![allow(clippy::duplicate_mod, reason = "each example has what they share as a module of its own")]

#[path = "../examples/blocking.rs"]
mod blocking;
#[path = "../examples/device.rs"]
mod device;
#[path = "../examples/errors.rs"]
mod errors;
#[path = "../examples/list_all.rs"]
mod list_all;
#[path = "../examples/live_events.rs"]
mod live_events;
#[path = "../examples/login.rs"]
mod login;
#[path = "../examples/quickstart.rs"]
mod quickstart;
#[path = "../examples/testing.rs"]
mod testing;
#[path = "../examples/upload.rs"]
mod upload;

use std::process::{Command, Output};

use losant_rest::testing::Mock;

/// Tests what an example prints, as lines; `…` at the end of one stands for the rest of it.
macro_rules! examples {
    ($($name:ident($($prepare:path)?) prints $expected:literal)*) => {
        /// The processes: this program once more, with just one of these.
        mod run {
            $(
                #[test]
                #[ignore = "run by the others, in a process with its own environment"]
                fn $name() {
                    println!("{}", super::MARK);
                    super::$name::main().unwrap();
                    println!("{}", super::MARK);
                }
            )*
        }

        $(
            #[test]
            fn $name() {
                check(stringify!($name), |_mock| { $($prepare(_mock))? }, $expected);
            }
        )*

        #[test]
        fn every_example_is_tested() {
            let tested = [$(concat!(stringify!($name), ".rs")),*];
            let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/examples")).unwrap();
            for entry in folder {
                let name = entry.unwrap().file_name().into_string().unwrap();
                assert!(tested.contains(&name.as_str()) || name == "support", "{name}");
            }
        }
    };
}

examples! {
    quickstart() prints "
        My Device
        My Device
        My Device
        My Device
        made 575ecf887ae143cd83dc4aa2
        deleted"
    list_all(list_all::prepare) prints "
        Boiler (standalone)
        Fan (standalone)
        Gauge (standalone)
        Pump (standalone)
        Valve (standalone)
        page 2 was the last
        page 1: 2 of 5 devices
        page 2: 1 of 5 devices"
    blocking() prints "
        made the event 575ed0de7ae143cd83dc4aa5
        My Device
        My Device
        My Device
        My Device
        4 devices, 4 events"
    device() prints "
        it reported 22.4 V
        it reported 22.4 V
        it was told myCommand: [1,1,2,3,5]
        it was told myCommand: [1,1,2,3,5]"
    live_events(live_events::prepare) prints r#"
        1: {"voltage": Number(22.1)}
        device.stateStream (GET /applications/{applicationId}/devices/{deviceId}/stateStream): …
        2: {"voltage": Number(22.2)}
        3: {"on": Boolean(true)}"#
    upload(upload::prepare) prints "
        100 % are on their way
        uploaded README.md
        README.md is completed
        deleted"
    login(login::prepare) prints "
        logging in
        hello Example
        logging in
        8 applications"
    errors(errors::prepare) prints "
        mend the call: device.get (GET /applications/{applicationId}/devices/{deviceId}): not sent: …
        check the IDs: device.get (GET /applications/{applicationId}/devices/{deviceId}): 404 NotFound: …
          NotFound: the mock was told to fail
        use another token: device.get (GET /applications/{applicationId}/devices/{deviceId}): 403 Forbidden: the mock was told to fail; a token needs one of the scopes `all.Application`, …
          Forbidden: the mock was told to fail
          a token needs device.* or device.get
        4 devices
        check the IDs: device.delete (DELETE /applications/{applicationId}/devices/{deviceId}): 404 NotFound: the mock was told to fail, after 3 attempts
          NotFound: the mock was told to fail"
    testing() prints "
        both hold"
}

const VARIABLES: [&str; 6] = [
    "LOSANT_API_TOKEN",
    "LOSANT_API_URL",
    "LOSANT_APPLICATION_ID",
    "LOSANT_DEVICE_ID",
    "LOSANT_EMAIL",
    "LOSANT_PASSWORD",
];

fn check(name: &str, prepare: impl FnOnce(&Mock), expected: &str) {
    let expected: Vec<&str> = expected.lines().skip(1).map(|line| line.strip_prefix("        ").unwrap()).collect();

    let told = "LOSANT_API_TOKEN is not set: a mock in this process answers.";
    let printed = run(name, &[]);
    assert_lines(printed.iter().map(String::as_str).filter(|line| *line != told), &expected);

    let mock = losant_rest::testing::mock();
    prepare(&mock);
    let server = mock.serve(0).unwrap();
    let url = server.url();
    let values =
        ["hush-hush", &url, "575ec8687ae143cd83dc4a97", "575ecf887ae143cd83dc4aa2", "a@example.com", "hush-hush"];
    let variables: Vec<_> = VARIABLES.into_iter().zip(values).collect();
    let printed = run(name, &variables);
    assert_lines(printed.iter().map(String::as_str), &expected);
    assert!(!printed.concat().contains("hush"), "{printed:?}");
}

fn assert_lines<'l>(printed: impl Iterator<Item = &'l str>, expected: &[&str]) {
    let printed: Vec<&str> = printed.collect();
    let same = |(printed, expected): (&&str, &&str)| match expected.strip_suffix('…') {
        Some(start) => printed.starts_with(start),
        None => printed == expected,
    };
    let all = printed.len() == expected.len() && printed.iter().zip(expected).all(same);
    assert!(all, "printed:\n{}\nexpected:\n{}", printed.join("\n"), expected.join("\n"));
}

/// Runs an example with these of its variables set, and gives the lines that it prints.
fn run(name: &str, variables: &[(&str, &str)]) -> Vec<String> {
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", &format!("run::{name}"), "--ignored", "--nocapture"]);
    for variable in VARIABLES {
        again.env_remove(variable);
    }
    let Output { status, stdout, stderr } = again.envs(variables.iter().copied()).output().unwrap();
    let stdout = String::from_utf8(stdout).unwrap();
    assert!(status.success(), "{stdout}{}", String::from_utf8_lossy(&stderr));
    stdout.split(&format!("{MARK}\n")).nth(1).unwrap().lines().map(str::to_owned).collect()
}

/// Stands before and behind what an example prints: the test harness prints too.
const MARK: &str = "=====";
