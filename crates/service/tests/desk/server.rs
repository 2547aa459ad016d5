//! A server on this machine that answers as a source should not, and the names that lead to it.

use service::directory::{Names, is_public};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What it says: bytes of the head and the body, and how it goes on.
#[derive(Debug, Clone)]
pub struct Answer {
    head: String,
    body: Vec<u8>,
    then: Then,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Then {
    End,
    /// Sends the body again and again.
    Again,
    /// Says nothing for longer than anyone waits.
    Wait,
    /// Promises more than it sends.
    Break,
}

impl Answer {
    pub fn list(text: &str) -> Self {
        Self::bytes(text.as_bytes().to_vec())
    }

    pub fn bytes(body: Vec<u8>) -> Self {
        Self { head: "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n".into(), body, then: Then::End }
    }

    pub fn page(text: &str) -> Self {
        Self::list(text)
    }

    pub fn status(status: u16) -> Self {
        Self { head: format!("HTTP/1.1 {status} Said\r\n"), body: Vec::new(), then: Then::End }
    }

    pub fn to(place: &str) -> Self {
        Self { head: format!("HTTP/1.1 302 Found\r\nLocation: {place}\r\n"), body: Vec::new(), then: Then::End }
    }

    pub fn endless() -> Self {
        Self { body: vec![b' '; 1024 * 1024], then: Then::Again, ..Self::list("") }
    }

    pub fn slow() -> Self {
        Self { then: Then::Wait, ..Self::list("[") }
    }

    pub fn cut_off() -> Self {
        Self { then: Then::Break, ..Self::list("[{\"name\":") }
    }

    pub fn with(mut self, header: &str) -> Self {
        self.head.push_str(header);
        self.head.push_str("\r\n");
        self
    }
}

/// It listens until it is stopped.
pub struct Server {
    at: SocketAddr,
    says: Arc<Mutex<Answer>>,
    heard: Arc<Mutex<String>>,
    stopped: Arc<AtomicBool>,
}

impl Server {
    pub fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
        let at = listener.local_addr().expect("an address");
        let server = Self {
            at,
            says: Arc::new(Mutex::new(Answer::status(404))),
            heard: Arc::default(),
            stopped: Arc::default(),
        };
        let (says, heard, stopped) = (server.says.clone(), server.heard.clone(), server.stopped.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if stopped.load(Ordering::SeqCst) {
                    break;
                }
                let answer = says.lock().expect("its words").clone();
                let heard = heard.clone();
                std::thread::spawn(move || talk(stream, &answer, &heard));
            }
        });
        server
    }

    pub fn answer(&self, answer: Answer) {
        *self.says.lock().expect("its words") = answer;
    }

    /// The head of the last request, in lower case.
    pub fn asked(&self) -> String {
        self.heard.lock().expect("what it heard").to_lowercase()
    }

    pub fn stop(&self) {
        self.stopped.store(true, Ordering::SeqCst);
        // Wakes it up, so that it lets go of its port.
        drop(TcpStream::connect(self.at));
        std::thread::sleep(Duration::from_millis(50));
    }

    pub fn address(&self, file: &str) -> String {
        format!("http://list.example:{}/{file}", self.at.port())
    }

    pub fn names(&self) -> TestNames {
        TestNames { own: self.at }
    }
}

fn talk(mut stream: TcpStream, answer: &Answer, heard: &Mutex<String>) {
    let mut request = Vec::new();
    let mut piece = [0; 4096];
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut piece) {
            Ok(0) | Err(_) => return,
            Ok(read) => request.extend_from_slice(&piece[..read]),
        }
    }
    *heard.lock().expect("what it heard") = String::from_utf8_lossy(&request).into_owned();
    let length = match answer.then {
        Then::End => answer.body.len(),
        Then::Again => 200 * 1024 * 1024,
        Then::Wait | Then::Break => answer.body.len() + 1000,
    };
    let head = format!("{}Content-Length: {length}\r\nConnection: close\r\n\r\n", answer.head);
    // A reader that had enough hangs up: that is no fault of ours.
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(&answer.body);
    match answer.then {
        Then::Again => while stream.write_all(&answer.body).is_ok() {},
        Then::Wait => std::thread::sleep(Duration::from_secs(20)),
        Then::End | Then::Break => {}
    }
}

/// `list.example` is the server of the test; `inside.example` stands for an address inside; nobody else is known.
#[derive(Debug)]
pub struct TestNames {
    own: SocketAddr,
}

impl Names for TestNames {
    fn addresses(&self, host: &str, port: u16) -> std::io::Result<Vec<SocketAddr>> {
        match host {
            "list.example" => Ok(vec![self.own]),
            "inside.example" => {
                Ok(vec![SocketAddr::from(([93, 184, 216, 34], port)), SocketAddr::from(([10, 0, 0, 7], port))])
            }
            other => match other.parse() {
                Ok(ip) => Ok(vec![SocketAddr::new(ip, port)]),
                Err(_) => Err(std::io::ErrorKind::NotFound.into()),
            },
        }
    }

    /// The test's own server, and what anyone may reach.
    fn may_reach(&self, address: SocketAddr) -> bool {
        address == self.own || (is_public(address.ip()) && matches!(address.port(), 80 | 443))
    }

    fn patience(&self) -> Duration {
        Duration::from_secs(4)
    }
}
