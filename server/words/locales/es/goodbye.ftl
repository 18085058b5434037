### El final: la cuenta atrás y la despedida.

requests-hold-left = { $days ->
    [0] { $hours ->
        [0] { $minutes ->
            [one] Queda un minuto para echarse atrás
           *[other] Quedan { $minutes } minutos para echarse atrás
        }
        [one] Queda una hora para echarse atrás
       *[other] Quedan { $hours } horas para echarse atrás
    }
    [one] Quedan un día y { $hours } horas para echarse atrás
   *[other] Quedan { $days } días para echarse atrás
}
goodbye-title = Sus datos están borrados
goodbye-lead = { $gone ->
    [one] Un registro se ha borrado o ya no es sobre usted.
   *[other] { $gone } registros se han borrado o ya no son sobre usted.
} Gracias por el tiempo que estuvo con { $company }.
goodbye-kept = { $kept ->
    [one] Un registro se queda por ahora porque lo dice una ley. Se va por sí solo cuando termina su plazo.
   *[other] { $kept } registros se quedan por ahora porque lo dicen leyes. Se van por sí solos cuando termina su plazo.
}
goodbye-next = Lo que quizá quiera saber
goodbye-receipt = Su recibo dice qué se hizo en qué sistema. Está firmado, puede imprimirlo y cualquiera puede comprobarlo.
goodbye-account = Su cuenta aquí ya no existe. Encuentra esta página y el recibo con el número de arriba.
goodbye-search = Buscamos otra vez en todos los sistemas a los 7 y a los 30 días, y escribimos en el recibo lo que encontramos.
goodbye-back = Si alguna vez vuelve a ser cliente de { $company }, empieza como alguien nuevo. Nada de antes cuenta en su contra.
