# El plan: lo que impide firmarlo o leerlo.

plan-unreadable = No pudimos leer este plan. No cambió nada. Avísale a tu agencia.
plan-schema-unknown = Este plan se guardó con una versión más nueva de Alongside. Pide a tu agencia que la actualice y vuelve a abrirlo.
sign-plan-empty = Este plan todavía está vacío. Escribe algo primero y luego firma.
sign-clash-open = { $count ->
    [one] Dos personas cambiaron un mismo texto. Elige uno o únelos, y luego firma.
   *[other] Dos personas cambiaron { $count } textos. Elige o únelos, y luego firma.
}

## Partes de un plan que no son un texto
plan-field-corner = Mi gente de apoyo
plan-field-pathways = Mis caminos
plan-field-frequency = Cada cuánto pensamos vernos
plan-field-life-areas = Partes de la vida
plan-field-importance = Qué tan importante es
plan-field-confidence = Qué tanta confianza tengo
plan-field-status = Cómo va
plan-field-due = Para cuándo
plan-field-who = Quién lo hace
plan-field-on = El día
plan-field-repeat = Cada cuánto
plan-field-link = La reunión

## Cómo salió una meta, según la persona
attainment-much-less = Mucho menos de lo que esperaba
attainment-less = Menos de lo que esperaba
attainment-as-hoped = Justo lo que esperaba
attainment-more = Más de lo que esperaba
attainment-much-more = Mucho más de lo que esperaba
