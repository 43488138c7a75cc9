function a = standardizeMissing(a, indicator)
  % a = standardizeMissing(a, indicator): what equals the indicator becomes NaN or an empty text.
  gone = ismissing(a, indicator);
  if iscell(a)
    a(gone) = {''};
  elseif ischar(a)
    a(gone) = ' ';
  else
    a(gone) = NaN;
  end
end
