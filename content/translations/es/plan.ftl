# El plan: lo que impide firmarlo o leerlo.

plan-unreadable = No pudimos leer este plan. No cambió nada. Avísale a tu agencia.
plan-schema-unknown = Este plan se guardó con una versión más nueva de Alongside. Pide a tu agencia que la actualice y vuelve a abrirlo.
sign-plan-empty = Este plan todavía está vacío. Escribe algo primero y luego firma.
sign-clash-open = { $count ->
    [one] Dos personas cambiaron un mismo texto. Elige uno o únelos, y luego firma.
   *[other] Dos personas cambiaron { $count } textos. Elige o únelos, y luego firma.
}
