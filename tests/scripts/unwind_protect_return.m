%% compat: octave
1;
function r = work (x)
  r = 0;
  unwind_protect
    if (x > 0)
      r = 1;
      return;
    endif
    r = 2;
  unwind_protect_cleanup
    printf ("cleanup %d\n", x);
  end_unwind_protect
  r = 3;
endfunction
printf ("%d\n", work (1));
printf ("%d\n", work (-1));
