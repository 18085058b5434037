### Supresión: antes, al decidir, al confirmar, después.

delete-title = Suprimir sus datos
delete-current = Ya hay una supresión en marcha
    .do = Ver por dónde va
delete-nothing = No guardamos nada sobre usted
    .line = Ningún sistema de los que han respondido tiene algo que se pueda suprimir.
delete-summary = Esto suprime { $deleted ->
        [one] un registro
       *[other] { $deleted } registros
    } en { $systems ->
        [one] un sistema
       *[other] { $systems } sistemas
    }. { $kept ->
        [0] No queda nada.
        [one] Un registro se queda, por el motivo de más abajo.
       *[other] { $kept } registros se quedan, por los motivos de más abajo.
    } { $anonymised ->
        [0] { "" }
        [one] Uno se cambia para que ya no trate de usted.
       *[other] { $anonymised } se cambian para que ya no traten de usted.
    } { $unlinked ->
        [0] { "" }
        [one] Uno es también de otra persona: se corta lo que le une a usted.
       *[other] { $unlinked } son también de otras personas: se corta lo que les une a usted.
    }
delete-blocked = No se puede suprimir nada hasta que respondan todos los sistemas, porque nadie podría decir que ya no queda nada. Vuelva dentro de un rato.
delete-before = Antes de decidir
delete-list-goes = Lo que se suprime: { $count }
delete-about-goes = Se borra, y nadie puede recuperarlo.
delete-list-changes = Lo que se cambia para que ya no trate de usted: { $count }
delete-about-changes = Otras cosas dependen de esto, así que se queda como cifras. Se quita lo que dice quién es usted.
delete-list-loose = Lo que es también de otra persona: { $count }
delete-about-loose = Otra persona lo necesita. Se queda como está, y solo se corta lo que le une a usted.
delete-list-stays = Lo que se queda, y por qué: { $count }
delete-about-stays = Una ley nos obliga a guardarlo. Se va cuando termina su plazo.
delete-line = { $what }: { $count } ({ $system })
delete-line-changed = { $what }: { $count } ({ $system }). Se quita: { $fields }
delete-line-kept-until = { $what }: { $count } ({ $system }). { $ground }, hasta el { $until } ({ $law })
delete-line-kept = { $what }: { $count } ({ $system }). { $ground } ({ $law })
delete-then = Qué pasa después
    .line = Una persona responsable de privacidad mira exactamente esta lista y la aprueba. { $days ->
        [0] Después se espera un poco, y usted todavía puede echarse atrás.
        [one] Después se espera un día, y usted todavía puede echarse atrás.
       *[other] Después se esperan { $days } días, y usted todavía puede echarse atrás.
    } Al final recibe un recibo firmado.
delete-adverts = La publicidad se detiene en cuanto lo pide.
delete-part = Todo lo demás queda como está, y su cuenta también.
delete-some = Borrar solo una parte
delete-areas = ¿Qué quiere que se borre?
    .hint = Lo que deje fuera queda como está. Lo que necesita del resto queda también, y las listas de arriba lo dicen.
    .do = Mostrar qué pasaría
delete-list-left = Lo que no eligió, y lo que eso necesita: { $count }
delete-about-left = Esto queda como está.
delete-copy = Llevarme antes una copia
delete-go-on = Seguir

confirm-title = ¿Suprimir todo lo de esa lista?
confirm-legend = Para que nada ocurra sin querer
confirm-tick = Quiero que { $company } suprima mis datos
confirm-do = Suprimir mis datos
confirm-not = Conservarlos
