## What staff did, as the member reads it

did-read-consents = Miró tus permisos y lo que se compartió
did-make-consent = Preparó un papel para tu permiso
did-sign-consent = Firmó
did-revoke-consent = Retiró un permiso por ti
did-ask-restriction = Anotó lo que quieres mantener en privado
did-answer-restriction = Respondió sobre lo que quieres mantener en privado
did-disclose = Compartió algo con tu permiso

## What is missing from a consent

consent-what-missing = Elige qué se puede compartir.
consent-to-whom-missing = Escribe quién lo puede recibir.
consent-one-intermediary = Nombra solo a uno. Haz otro papel para el siguiente.
consent-participants-missing = Escribe a quién lo puede pasar.
consent-purpose-missing = Escribe para qué es.
consent-expiry-missing = Elige un día o un hecho en que termina.
consent-expiry-past = Ese día ya pasó. Elige hoy o un día después.
consent-unreadable = Una versión más nueva de este programa escribió este papel. No podemos mostrarlo aquí.
disclose-recipient-wrong = Esta razón no permite compartir con esta persona.

## Why a way out is shut

shut-waiting = Espera una firma.
shut-expired = Ya terminó.
shut-declined = Dijo que no.
shut-not-yet = Tiene una fecha después de hoy. Revisa el reloj de este dispositivo y pide ayuda.
shut-revoked = Se retiró.
shut-not-covered = No nombra esto.
shut-restricted = Pidió mantener esto en privado. Eso va primero.
shut-kind = Este tipo de papel no abre esta puerta.
