//! `GET /api/openapi.json`: the description, made from the table of doors.

use super::super::given;
use super::{ENDPOINTS, Endpoint, lang, schema};
use crate::app::App;
use crate::session::Visit;
use axum::extract::State;
use axum::response::Response;
use domain::lang::Lang;
use http::HeaderMap;
use serde_json::{Map, Value, json};
use words::words;

/// The description, in the language that is asked for.
pub async fn description(State(app): State<App>, visit: Visit, headers: HeaderMap) -> Response {
    given::named(given::JSON, &headers, document(lang(&visit), &app.public_url).to_string())
}

fn document(lang: Lang, base: &str) -> Value {
    let say = |id: &str| words().say(lang, id).into_owned();
    let paths: Map<String, Value> = ENDPOINTS.iter().map(|one| (one.path.to_owned(), path(one, lang))).collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": say("api-title"),
            "version": "1",
            "description": say("api-about"),
        },
        "servers": [{ "url": base }],
        "paths": paths,
        "components": { "schemas": schema::all() },
    })
}

fn path(one: &Endpoint, lang: Lang) -> Value {
    let say = |id: &str| words().say(lang, id).into_owned();
    let parameters: Vec<Value> = one
        .parameters
        .iter()
        .map(|own| {
            json!({
                "name": own.name,
                "in": if own.in_path { "path" } else { "query" },
                "required": own.in_path,
                "description": say(&format!("api-param-{}", own.name)),
                "schema": (own.fits)(),
            })
        })
        .collect();
    let content =
        |media: &str, name: &str| json!({ media: { "schema": { "$ref": format!("#/components/schemas/{name}") } } });
    let problem =
        |id: &str| json!({ "description": say(id), "content": content("application/problem+json", "Problem") });
    json!({
        "get": {
            "operationId": one.id,
            "summary": say(one.about),
            "parameters": parameters,
            "responses": {
                "200": { "description": say(one.about), "content": content("application/json", one.answer) },
                "304": { "description": say("api-unchanged") },
                "400": problem("api-parameter-title"),
                "404": problem("trouble-absent"),
            },
        },
    })
}
