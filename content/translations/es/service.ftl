# Lo que responden los casos de uso.
sign-in-wrong = Ese nombre y esa frase de acceso no van juntos. Revisa los dos e inténtalo otra vez.
sign-in-wait = Hubo demasiados intentos. Espera un minuto y vuelve a intentarlo.
sign-agree-1 = Participé en hacer este plan. Dice lo que yo quiero.
sign-version-old = Hay una versión más nueva de este plan. Por favor, firma esa.
freeze-same = Nada cambió desde la versión { $number }. Está firmada y sigue valiendo.
link-no-longer = Este enlace ya no abre nada.
link-no-longer-remedy = Puede que el plan haya cambiado. Pide un enlace nuevo a quien te lo dio.
sign-already = Alguien ya firmó en esta parte.
sign-not-yours = No puedes firmar en esta parte.
choice-unknown = Elige una de las opciones que se muestran.
meeting-feed-unnamed = La lista necesita un nombre.
meeting-feed-looks-broken = { $gone } de { $held } reuniones ya no están en esta lista. Tal vez esté dañada. Revísala primero.
