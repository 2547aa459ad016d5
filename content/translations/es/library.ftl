# La biblioteca: guías cortas.

library-title = Biblioteca
library-lead = Guías cortas con palabras sencillas. Cualquiera puede leerlas.
library-words = Palabras que buscas
library-guides = Guías
library-first = Cómo es una primera reunión
library-stories = Historias
library-stories-text = Cómo puede ser. El camino de uno no es regla para el tuyo. Cada historia dice de quién es.
story-made-up = Esta historia es inventada. La armamos con lo que cuentan muchas personas. No es la de nadie en particular.
story-told = Alguien nos contó esto y dijo que sí por escrito el { $date } para mostrarlo aquí. Puede retirarlo cuando quiera.
library-found = { $count ->
    [0] No encontramos nada. Prueba otra palabra.
    [one] 1 guía
   *[other] { $count } guías
}
library-all = Todas las guías
library-about = Sobre esta guía
library-owner = Quién responde por ella
library-reviewer = Quién la revisó
library-no-reviewer = Todavía no la ha revisado nadie del campo
library-written = Escrita
library-review = Se revisa de nuevo
library-due = Ya toca revisarla
library-more = Más para leer
leave-title = Estás por salir
leave-lead = Este enlace lleva a { $host }. No es nuestro.
leave-what = Ese sitio puede ver que entraste y guardar cookies. El botón de salir no funciona ahí.
leave-go = Ir a { $host }
leave-stay = Quedarme aquí
