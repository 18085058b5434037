### Rectificar un dato.

correct-title = Rectificar: { $what }
correct-where = Consta en «{ $system }», en «{ $collection }».
correct-new = { $what }: lo que debe constar
correct-reason = Por qué está mal
    .hint = Ayuda a quien lo revise. No está obligado a dar un motivo.
correct-check = Continuar
correct-hint-email = Por ejemplo, nombre@example.org
correct-hint-phone = Por ejemplo, +353 1 234 5678
correct-hint-date = Año, mes y día, por ejemplo 1985-03-27
correct-hint-max = Como mucho { $limit } caracteres

correct-check-title = Revíselo antes de enviar: { $what }
correct-check-lead = Todavía no ha cambiado nada.
correct-after-review = Primero lo revisa una persona. Tendrá una respuesta en el plazo de un mes.
correct-at-once = Se cambia en «{ $system }» en cuanto lo envíe.
correct-send = Enviar la rectificación
correct-edit = Cambiar lo que ha escrito
