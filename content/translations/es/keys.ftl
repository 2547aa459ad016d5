# Llaves: cómo demuestra cada persona quién es, y con qué.

confirm-first = Confirma que eres tú.
confirm-first-remedy = Confirma con tu frase secreta, un código o una llave de acceso. Luego inténtalo otra vez.
