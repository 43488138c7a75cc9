%% compat: octave
for k = 1:3
  unwind_protect
    if (k == 2)
      continue;
    endif
    printf ("body %d\n", k);
    if (k == 3)
      break;
    endif
  unwind_protect_cleanup
    printf ("cleanup %d\n", k);
  end_unwind_protect
endfor
