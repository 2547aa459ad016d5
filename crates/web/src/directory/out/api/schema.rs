//! What answers look like, as JSON Schema 2020-12, the dialect of OpenAPI 3.1. A test holds every answer against it.

use super::super::asked::DAYS;
use domain::directory::offering::{Answer, Certainty, Fit, OfferingKind, PhoneKind, Standing};
use domain::directory::{Answerer, LineKind};
use serde_json::{Map, Value, json};
use service::directory::Attendance;

/// All schemas by name.
pub fn all() -> Value {
    json!({
        "Meeting": meeting(),
        "MeetingList": object(json!({
            "meetings": list(refers("Meeting")),
            "count": { "type": "integer", "minimum": 0 },
            "place_known": { "type": "boolean" },
            "next": maybe(uri()),
        })),
        "Place": object(json!({
            "name": maybe(text()),
            "address": maybe(text()),
            "city": maybe(text()),
            "state": maybe(text()),
            "postal_code": maybe(text()),
            "country": maybe(text()),
            "regions": list(text()),
            "notes": text(),
            "latitude": { "type": ["number", "null"], "minimum": -90, "maximum": 90 },
            "longitude": { "type": ["number", "null"], "minimum": -180, "maximum": 180 },
            "approximate": { "type": "boolean" },
        })),
        "Conference": object(json!({
            "url": maybe(uri()),
            "url_notes": text(),
            "phone": maybe(text()),
            "phone_notes": text(),
        })),
        "Schedule": object(json!({
            "kind": { "type": "string", "enum": ["weekly", "by-appointment"] },
            "days": list(json!({ "type": "string", "enum": DAYS })),
            "start": maybe(clock()),
            "end": maybe(clock()),
            "timezone": maybe(text()),
        })),
        "Source": source(),
        "SourceList": object(json!({
            "sources": list(refers("Source")),
            "services": list(refers("ServiceSource")),
        })),
        "Service": service(),
        "ServiceList": object(json!({
            "services": list(refers("Service")),
            "count": { "type": "integer", "minimum": 0 },
            "place_known": { "type": "boolean" },
            "next": maybe(uri()),
        })),
        "Site": object(json!({
            "place": refers("Place"),
            "online": maybe(uri()),
            "phones": list(refers("Phone")),
            "hours": refers("Hours"),
        })),
        "Phone": object(json!({
            "shown": text(),
            "dialed": text(),
            "kind": codes(PhoneKind::ALL.iter().map(|kind| kind.code())),
            "note": maybe(text()),
        })),
        "Hours": hours(),
        "HelpLine": help_line(),
        "HelpLineList": object(json!({ "help_lines": list(refers("HelpLine")) })),
        "Fact": object(json!({
            "question": codes(Fit::ALL.iter().map(|fit| fit.code())),
            "answer": codes(Answer::ALL.iter().map(|answer| answer.code())),
            "certainty": codes(Certainty::ALL.iter().map(|certainty| certainty.code())),
            "said": text(),
        })),
        "ServiceSource": object(json!({
            "name": text(),
            "steward": text(),
            "licence": maybe(text()),
            "credit": maybe(uri()),
            "read": maybe(moment()),
        })),
        "Problem": {
            "type": "object",
            "properties": {
                "type": text(),
                "title": text(),
                "status": { "type": "integer" },
                "detail": text(),
                "parameter": text(),
            },
            "required": ["type", "title", "status", "detail"],
            "additionalProperties": false,
        },
    })
}

fn meeting() -> Value {
    object(json!({
        "id": { "type": "string", "pattern": "^[0-9a-f]{32}$" },
        "name": text(),
        "slug": text(),
        "group": maybe(text()),
        "schedule": refers("Schedule"),
        "next_start": maybe(moment()),
        "attendance": { "type": "string", "enum": Attendance::ALL.map(Attendance::code) },
        "types": list(text()),
        "place": refers("Place"),
        "conference": refers("Conference"),
        "notes": text(),
        "miles": { "type": ["number", "null"], "minimum": 0 },
        "said": object(json!({
            "lang": { "type": "string", "enum": ["en", "es"] },
            "when": text(),
            "way": text(),
            "types": list(text()),
        })),
        "page": uri(),
        "calendar": maybe(uri()),
        "updated": maybe(moment()),
        "source": refers("Source"),
    }))
}

fn service() -> Value {
    let age = || json!({ "type": ["integer", "null"], "minimum": 0 });
    object(json!({
        "id": { "type": "string", "pattern": "^[0-9a-f]{32}$" },
        "name": text(),
        "provider": text(),
        "kinds": list(codes(OfferingKind::ALL.iter().map(|kind| kind.code()))),
        "standing": codes(Standing::ALL.iter().map(|standing| standing.code())),
        "alert": text(),
        "about": text(),
        "how": text(),
        "whom": text(),
        "ages": object(json!({ "from": age(), "to": age() })),
        "costs": text(),
        "bring": list(text()),
        "languages": list(text()),
        "areas": list(text()),
        "website": maybe(uri()),
        "phones": list(refers("Phone")),
        "hours": refers("Hours"),
        "sites": list(refers("Site")),
        "facts": list(refers("Fact")),
        "miles": { "type": ["number", "null"], "minimum": 0 },
        "page": uri(),
        "verified_on": maybe(text()),
        "updated": maybe(moment()),
        "source": refers("ServiceSource"),
        "also_in": list(refers("ServiceSource")),
    }))
}

fn help_line() -> Value {
    object(json!({
        "key": text(),
        "kind": codes(LineKind::ALL.iter().map(|kind| kind.code())),
        "built_in": { "type": "boolean" },
        "name": text(),
        "about": text(),
        "place": maybe(text()),
        "ways": list(object(json!({
            "kind": codes(["call", "text", "chat"].into_iter()),
            "to": text(),
            "hint": maybe(text()),
        }))),
        "answers": list(codes(Answerer::ALL.iter().map(|who| who.code()))),
        "languages": list(json!({ "type": "string", "enum": ["en", "es"] })),
        "hours": object(json!({
            "told": codes(["always", "weekly", "unknown"].into_iter()),
            "timezone": maybe(text()),
            "times": list(object(json!({
                "days": list(json!({ "type": "string", "enum": DAYS })),
                "opens": clock(),
                "closes": clock(),
            }))),
        })),
        "checked": list(object(json!({
            "source": text(),
            "on": { "type": "string", "format": "date" },
            "confidence": codes(["verified", "secondary", "house", "unverified"].into_iter()),
        }))),
    }))
}

/// When it is open; null where nothing is said.
fn hours() -> Value {
    maybe(object(json!({
        "timezone": maybe(text()),
        "times": list(object(json!({
            "rhythm": codes(["weekly", "monthly", "dates"].into_iter()),
            "days": list(json!({ "type": "string", "enum": DAYS })),
            "every": { "type": "integer", "minimum": 1 },
            "which": list(json!({ "type": "integer" })),
            "opens": clock(),
            "closes": clock(),
            "from": maybe(text()),
            "until": maybe(text()),
        }))),
        "note": text(),
    })))
}

fn codes(codes: impl Iterator<Item = &'static str>) -> Value {
    json!({ "type": "string", "enum": codes.collect::<Vec<_>>() })
}

fn source() -> Value {
    object(json!({
        "name": text(),
        "steward": text(),
        "licence": maybe(text()),
        "credit": maybe(uri()),
        "read": moment(),
        "meetings": { "type": "integer", "minimum": 0 },
    }))
}

/// Every field is there, and no other.
fn object(properties: Value) -> Value {
    let names: Vec<&String> = properties.as_object().map(Map::keys).into_iter().flatten().collect();
    json!({ "type": "object", "required": names, "properties": properties, "additionalProperties": false })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn refers(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// The same, or null.
fn maybe(mut schema: Value) -> Value {
    if let Some(kind) = schema.get_mut("type") {
        *kind = json!([kind.take(), "null"]);
    }
    schema
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn uri() -> Value {
    json!({ "type": "string", "format": "uri", "pattern": "^https?://" })
}

fn clock() -> Value {
    json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$" })
}

fn moment() -> Value {
    json!({ "type": "string", "format": "date-time" })
}
