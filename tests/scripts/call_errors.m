%% compat: octave
1;
function r = one (a)
  r = a;
endfunction
function noret ()
endfunction
function r = unset ()
endfunction
function t (code)
  try
    eval (code);
  catch err
    disp (err.message);
  end_try_catch
endfunction
t ("one (1, 2);");
t ("[a, b] = one (1);");
t ("one ();");
t ("x = noret ();");
t ("x = unset ();");
t ("noret (1);");
