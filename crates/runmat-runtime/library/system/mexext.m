function ext = mexext()
  % ext = mexext(): the ending of names of compiled functions.
  if __octave__()
    ext = 'mex';
  elseif ispc()
    ext = 'mexw64';
  elseif ismac()
    ext = 'mexmaca64';
  else
    ext = 'mexa64';
  end
end
