# at the top   
// and in slashes	

/* over
     several
   lines   */
role "a" { # behind a brace
title = "A" # behind a value   
deputy = role.b     // lined up
    /* before */ team = team.t /* behind */
      # alone


      # after two empty lines
}   # behind the end
role "b" { /* inside */ }
# at the very end   
# the last line has no end